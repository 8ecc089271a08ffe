package dev.switchback.cli;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Severity;

/** Colours for terminals; states and severities always have a sign or a word as well. */
enum Paint {
    PLAIN,
    COLOURED;

    private static final String RESET = "\u001b[0m";

    String strong(String text) {
        return in("1", text);
    }

    String bad(String text) {
        return in("31", text);
    }

    String state(MigrationState state) {
        return switch (state) {
            case PENDING -> in("34", "○");
            case RUNNING -> in("33", "◐");
            case COMPLETED -> in("32", "✔");
            case FAILED -> in("31", "✖");
            case ROLLED_BACK -> in("35", "↶");
        };
    }

    String severity(Severity severity) {
        return switch (severity) {
            case INFO -> severity.text();
            case WARNING -> in("33", severity.text());
            case ERROR -> in("31", severity.text());
        };
    }

    String difference(String line) {
        if (line.startsWith("+")) {
            return in("32", line);
        }
        return line.startsWith("-") ? in("31", line) : line;
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + RESET;
    }
}
