package dev.switchback.engine.sql;

import java.util.regex.Pattern;

/**
 * The lines that follow {@code COPY … FROM STDIN} up to a line with backslash and full stop.
 *
 * @param lines the data, each line with its line end
 * @param next where SQL goes on
 */
record CopyData(String lines, int next) {

    private static final Pattern FROM_STDIN = Pattern.compile("(?is)COPY\\b.*\\bFROM\\s+STDIN\\b.*");

    static boolean follows(String statement, SqlSyntax syntax) {
        return syntax == SqlSyntax.POSTGRESQL
                && statement.regionMatches(true, 0, "COPY", 0, 4)
                && FROM_STDIN.matcher(statement).matches();
    }

    static CopyData read(String text, int from) {
        int newLine = text.indexOf('\n', from);
        int start = newLine < 0 ? text.length() : newLine + 1;
        int at = start;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            int stop = lineEnd < 0 ? text.length() : lineEnd;
            if (text.substring(at, stop).stripTrailing().equals("\\.")) {
                return new CopyData(text.substring(start, at), stop);
            }
            at = stop + 1;
        }
        return new CopyData(text.substring(start), text.length());
    }
}
