package dev.switchback.engine.sql;

import java.util.Locale;
import java.util.function.Consumer;

/** Writes SQL so that two texts are equal exactly when their tokens are: for digests that formatting does not change. */
public final class TokenNormaliser {

    private static final int PIECE = 1 << 16;

    private TokenNormaliser() {}

    /** One token a line: words in lower case, literals and quoted names as they are, comments and white space gone. */
    public static String normalise(String sql, SqlSyntax syntax) {
        StringBuilder normal = new StringBuilder(sql.length());
        normalise(sql, syntax, normal::append);
        return normal.toString();
    }

    /** The same, piece by piece. */
    public static void normalise(String sql, SqlSyntax syntax, Consumer<CharSequence> pieces) {
        StringBuilder normal = new StringBuilder(Math.min(PIECE, sql.length()));
        SqlLexer lexer = new SqlLexer(sql, syntax);
        while (lexer.hasNext()) {
            if (normal.length() >= PIECE) {
                pieces.accept(normal);
                normal.setLength(0);
            }
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
        pieces.accept(normal);
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
