package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SplitText.Ending;
import dev.switchback.engine.sql.SqlToken.Closing;
import dev.switchback.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Splits a script into the statements that are sent one by one, as psql does. */
public final class StatementSplitter {

    private static final String HOLD = "-- +goose StatementBegin";
    private static final String RELEASE = "-- +goose StatementEnd";
    private static final int NONE = -1;

    private final String text;
    private final SqlSyntax syntax;
    private final SqlLexer lexer;
    private final LineCounter lines;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<SplitText.Skipped> skipped = new ArrayList<>();
    private final Nesting nesting = new Nesting();

    private int start = NONE;
    private int startLine;
    private int startColumn;
    private int end;
    private int dataStart = NONE;
    private int dataEnd;
    private int dataLine;
    private Closing dataClosing = Closing.CLOSED;
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
        return read(text, firstLine, syntax).statements();
    }

    /** The same, with what is no statement. */
    public static SplitText read(String text, int firstLine, SqlSyntax syntax) {
        return new StatementSplitter(text, firstLine, syntax).run();
    }

    private SplitText run() {
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            if (dataStart != NONE) {
                refuseToSpanData(token);
            }
            if (token.closing() == Closing.OPEN) {
                throw notClosed(token);
            }
            take(token);
        }
        Ending ending = start == NONE ? Ending.COMPLETE : Ending.STATEMENT;
        finish(text.length());
        return new SplitText(statements, skipped, dataClosing == Closing.OPEN ? Ending.DATA : ending);
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
        if (start == NONE) {
            start = token.start();
            startLine = lines.line(start); // now, for the counter only goes forward
            startColumn = lines.column(start);
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
        if (start != NONE) {
            String statement = text.substring(start, end);
            Optional<CopyData> data =
                    CopyStatement.readsData(statement, syntax) ? Optional.of(data(next)) : Optional.empty();
            statements.add(new SqlStatement(statement, start, startLine, startColumn, data));
        }
        start = NONE;
        nesting.reset();
    }

    /** The data begins on the next line, or behind the data of a statement that ended on the same line. */
    private CopyData data(int from) {
        if (dataStart == NONE) {
            int newLine = text.indexOf('\n', from);
            dataStart = newLine < 0 ? text.length() : newLine + 1;
            dataEnd = dataStart;
            dataLine = lines.line(Math.max(0, dataStart - 1)) + 1;
        }
        CopyData.Found found = CopyData.read(text, dataEnd, dataLine);
        dataLine += newLines(dataEnd, found.next());
        dataEnd = found.next();
        dataClosing = found.closing();
        lexer.leaveOut(dataStart, dataEnd);
        return found.data();
    }

    private int newLines(int from, int to) {
        int count = 0;
        for (int at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        return count;
    }

    /** The rest of the line behind a COPY is SQL; what begins there and goes on behind the data would be torn. */
    private void refuseToSpanData(SqlToken token) {
        boolean behind = token.start() >= dataEnd;
        boolean joins = behind && start != NONE;
        boolean torn = joins ? token.isSignificant() : !behind && token.end() > dataStart;
        if (torn) {
            throw new SqlSyntaxException(
                    behind ? startLine : lines.line(token.start()),
                    behind ? startColumn : lines.column(token.start()),
                    "this begins on the line of a COPY … FROM STDIN, and goes on behind its data. "
                            + "Let it begin on a line of its own");
        }
        if (behind && !joins) {
            dataStart = NONE;
        }
    }

    private void metaCommand(SqlToken token) {
        String command = text.substring(token.start(), token.end()).strip();
        switch (MetaCommands.judge(command)) {
            case SKIP -> skipped.add(new SplitText.Skipped(MetaCommands.name(command), lines.line(token.start())));
            case SEND -> finish(token.end());
            case REFUSE -> throw refused(token, command);
        }
    }

    /** psql would run an included file before the statement in which it stands: nobody means that. */
    private SqlSyntaxException refused(SqlToken token, String command) {
        int line = lines.line(token.start());
        int column = lines.column(token.start());
        return start != NONE && MetaCommands.includes(command)
                ? new SqlSyntaxException(line, column, MetaCommands.insideOfStatement(command, startLine))
                : new SqlSyntaxException(line, column, MetaCommands.refusal(command), MetaCommands.reason(command));
    }

    private SqlSyntaxException notClosed(SqlToken token) {
        String what = token.kind() == Kind.BLOCK_COMMENT
                ? "comment"
                : token.kind() == Kind.QUOTED_IDENTIFIER ? "quoted identifier" : "string";
        return new SqlSyntaxException(
                lines.line(token.start()),
                lines.column(token.start()),
                "this " + what + " is never closed: the rest of the file belongs to it",
                SqlSyntaxException.Reason.UNCLOSED);
    }
}
