package dev.switchback.engine.sql;

import java.util.Locale;

/** Writes SQL so that two texts are equal exactly when their tokens are: for digests that formatting does not change. */
public final class TokenNormaliser {

    private TokenNormaliser() {}

    /** One token a line: words in lower case, literals and quoted names as they are, comments and white space gone. */
    public static String normalise(String sql, SqlSyntax syntax) {
        StringBuilder normal = new StringBuilder(sql.length());
        SqlLexer lexer = new SqlLexer(sql, syntax);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            String text = sql.substring(token.start(), token.end());
            switch (token.kind()) {
                case SPACE, LINE_COMMENT, BLOCK_COMMENT -> {}
                case WORD, NUMBER ->
                    normal.append(text.toLowerCase(Locale.ROOT)).append('\n');
                case SYMBOL -> symbol(normal, sql, token, text);
                case QUOTED_IDENTIFIER, STRING, DOLLAR_STRING, PARAMETER, SEMICOLON, META_COMMAND ->
                    normal.append(text).append('\n');
            }
        }
        return normal.toString();
    }

    /** Operators of several characters stay together: {@code < =} is not {@code <=}. */
    private static void symbol(StringBuilder normal, String sql, SqlToken token, String text) {
        normal.append(text);
        boolean joined = token.end() < sql.length() && "+-*/<>=~!@#%^&|`?:".indexOf(sql.charAt(token.end())) >= 0;
        if (!joined || "(),[].".contains(text)) {
            normal.append('\n');
        }
    }
}
