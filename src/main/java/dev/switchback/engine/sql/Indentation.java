package dev.switchback.engine.sql;

import java.util.stream.Collectors;

/** Takes away what a statement is indented by only because it stands inside of a program. */
public final class Indentation {

    private Indentation() {}

    /** The statement with its lines as far left as they go together; as it is where white space may be part of a value. */
    public static String without(String statement, SqlSyntax syntax) {
        if (statement.indexOf('\n') < 0 || spansLines(statement, syntax)) {
            return statement;
        }
        int first = statement.indexOf('\n') + 1;
        String rest = statement.substring(first);
        int depth = rest.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(Indentation::depth)
                .min()
                .orElse(0);
        return statement.substring(0, first)
                + rest.lines()
                        .map(line -> line.substring(Math.min(depth, depth(line))))
                        .collect(Collectors.joining("\n"));
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static boolean spansLines(String statement, SqlSyntax syntax) {
        SqlLexer lexer = new SqlLexer(statement, syntax);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            boolean whole = switch (token.kind()) {
                case STRING, DOLLAR_STRING, QUOTED_IDENTIFIER, BLOCK_COMMENT, META_COMMAND -> true;
                case SPACE, LINE_COMMENT, WORD, NUMBER, PARAMETER, SYMBOL, SEMICOLON -> false;
            };
            if (whole && statement.substring(token.start(), token.end()).indexOf('\n') >= 0) {
                return true;
            }
        }
        return false;
    }
}
