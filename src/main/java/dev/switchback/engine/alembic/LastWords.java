package dev.switchback.engine.alembic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps the last lines that the project's code printed, for whoever has to explain why it ended. */
final class LastWords implements Consumer<String> {

    private static final int MOST = 20;

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        lines.addLast(line);
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    /** The last line that says something. */
    synchronized String last() {
        return lines.reversed().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}
