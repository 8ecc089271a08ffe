package dev.switchback.engine.program;

import java.util.function.Consumer;

/** Cuts what a program prints into lines and passes them on, until it is too much. */
final class PrintedLines {

    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_LINES = 2_000;

    private final Consumer<String> listener;
    private final StringBuilder begun = new StringBuilder();
    private long lines;
    private long dropped;

    PrintedLines(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Takes the next piece of text, which may end in the middle of a line. */
    void add(String text) {
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            append(text, from, end);
            pass();
            from = end + 1;
        }
        append(text, from, text.length());
    }

    private void append(String text, int from, int end) {
        int room = Math.max(0, LONGEST_LINE - begun.length());
        begun.append(text, from, Math.min(end, from + room));
        dropped += Math.max(0, end - from - room);
    }

    private void pass() {
        String line = begun.toString().stripTrailing();
        begun.setLength(0);
        if (lines++ >= MOST_LINES) {
            dropped += line.length() + 1;
        } else if (!line.isEmpty()) {
            listener.accept(line);
        }
    }

    /**
     * Passes on what is left.
     *
     * @param droppedBefore bytes that did not even come here
     */
    void end(long droppedBefore) {
        if (!begun.isEmpty()) {
            pass();
        }
        long all = dropped + droppedBefore;
        if (all > 0) {
            listener.accept("… and " + size(all) + " more were printed, which are not shown");
        }
        dropped = 0;
    }

    private static String size(long bytes) {
        return bytes < 10_000
                ? bytes + " bytes"
                : bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
