package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Closing;

/**
 * The lines that follow {@code COPY … FROM STDIN}, up to a line that is a backslash and a full stop and nothing else.
 *
 * @param script the text that holds the data; shared, never copied, for data may be most of it
 * @param start where the data begins, in UTF-16 units from 0
 * @param end where it ends, behind the line end of its last line
 * @param line the line of the file on which it begins, from 1
 */
public record CopyData(String script, int start, int end, int line) {

    private static final String MARKER = "\\.";

    /**
     * What stands behind a COPY.
     *
     * @param next where SQL goes on
     * @param closing OPEN when the text ends without the end marker
     */
    record Found(CopyData data, int next, Closing closing) {}

    /** Whether there is no data at all. */
    public boolean isEmpty() {
        return start == end;
    }

    /** The data, each line with its line end. */
    public String lines() {
        return script.substring(start, end);
    }

    /**
     * Finds the end of data.
     *
     * @param from the beginning of the first line of data
     * @param line its number
     */
    static Found read(String text, int from, int line) {
        int at = from;
        while (at < text.length()) {
            int newLine = text.indexOf('\n', at);
            int stop = newLine < 0 ? text.length() : newLine;
            if (isMarker(text, at, stop)) {
                return new Found(new CopyData(text, from, at, line), newLine < 0 ? stop : stop + 1, Closing.CLOSED);
            }
            at = newLine < 0 ? stop : stop + 1;
        }
        return new Found(new CopyData(text, from, text.length(), line), text.length(), Closing.OPEN);
    }

    private static boolean isMarker(String text, int from, int to) {
        int length = to - from;
        return text.startsWith(MARKER, from) && (length == 2 || (length == 3 && text.charAt(to - 1) == '\r'));
    }
}
