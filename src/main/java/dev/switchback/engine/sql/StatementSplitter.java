package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Closing;
import dev.switchback.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a script into the statements that are sent one by one, as psql does. */
public final class StatementSplitter {

    private static final String HOLD = "-- +goose StatementBegin";
    private static final String RELEASE = "-- +goose StatementEnd";

    private final String text;
    private final SqlSyntax syntax;
    private final SqlLexer lexer;
    private final LineCounter lines;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final Nesting nesting = new Nesting();

    private int start = -1;
    private int end;
    private Held held = Held.NO;

    /** Whether semicolons split at the moment. */
    private enum Held {
        NO,
        YES
    }

    private StatementSplitter(String text, int firstLine, SqlSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
        this.lexer = new SqlLexer(text, syntax);
        this.lines = new LineCounter(text, firstLine);
    }

    /**
     * The statements of a script in order, without comments around them.
     *
     * @param firstLine the line of the file, from 1, on which the text begins
     * @throws SqlSyntaxException when a quote or comment is not closed, or a psql command is refused
     */
    public static List<SqlStatement> split(String text, int firstLine, SqlSyntax syntax) {
        return new StatementSplitter(text, firstLine, syntax).run();
    }

    private List<SqlStatement> run() {
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            if (token.closing() == Closing.OPEN) {
                throw notClosed(token);
            }
            take(token);
        }
        finish(text.length());
        return statements;
    }

    private void take(SqlToken token) {
        switch (token.kind()) {
            case SPACE, BLOCK_COMMENT -> {}
            case LINE_COMMENT -> marker(token);
            case SEMICOLON -> semicolon(token);
            case META_COMMAND -> metaCommand(token);
            case WORD -> {
                nesting.word(text.substring(token.start(), token.end()).toUpperCase(Locale.ROOT));
                extend(token);
            }
            case SYMBOL -> {
                nesting.symbol(text.charAt(token.start()));
                extend(token);
            }
            case QUOTED_IDENTIFIER, STRING, DOLLAR_STRING, NUMBER, PARAMETER -> extend(token);
        }
    }

    private void marker(SqlToken token) {
        if (text.startsWith(HOLD, token.start())) {
            held = Held.YES;
        } else if (text.startsWith(RELEASE, token.start())) {
            held = Held.NO;
            finish(token.start());
        }
    }

    private void extend(SqlToken token) {
        if (start < 0) {
            start = token.start();
        }
        end = token.end();
    }

    private void semicolon(SqlToken token) {
        if (held == Held.NO && nesting.isTopLevel()) {
            finish(token.end());
        } else {
            extend(token);
        }
    }

    private void finish(int next) {
        if (start >= 0) {
            String statement = text.substring(start, end);
            String data = CopyData.follows(statement, syntax) ? copyData(next) : "";
            statements.add(new SqlStatement(statement, start, lines.line(start), lines.column(start), data));
        }
        start = -1;
        nesting.reset();
    }

    private String copyData(int from) {
        CopyData data = CopyData.read(text, from);
        lexer.skipTo(data.next());
        return data.lines();
    }

    private void metaCommand(SqlToken token) {
        String command = text.substring(token.start(), token.end()).strip();
        switch (MetaCommands.judge(command)) {
            case SKIP -> {}
            case SEND -> finish(token.end());
            case REFUSE ->
                throw new SqlSyntaxException(
                        lines.line(token.start()), lines.column(token.start()), MetaCommands.refusal(command));
        }
    }

    private SqlSyntaxException notClosed(SqlToken token) {
        String what = token.kind() == Kind.BLOCK_COMMENT
                ? "comment"
                : token.kind() == Kind.QUOTED_IDENTIFIER ? "quoted identifier" : "string";
        return new SqlSyntaxException(
                lines.line(token.start()),
                lines.column(token.start()),
                "this " + what + " is never closed: the rest of the file belongs to it");
    }
}
