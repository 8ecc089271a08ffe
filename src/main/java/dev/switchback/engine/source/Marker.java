package dev.switchback.engine.source;

import dev.switchback.engine.migration.TransactionMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment that begins a section: Switchback's own, goose's or dbmate's.
 *
 * @param transaction what the marker says about the transaction; OFF only where it says so
 */
record Marker(Kind kind, TransactionMode transaction) {

    /** What the lines after a marker are. */
    enum Kind {
        UP,
        DOWN,
        CHECK_BEFORE,
        CHECK_AFTER,
        VERIFY,
        /** A remark for the whole file; no section begins. */
        WHOLE_FILE
    }

    private static final Pattern OWN =
            Pattern.compile("(?i)--\\s*@(up|down|verify|check\\s+before|check\\s+after)\\s*(?:[-=].*)?");
    private static final Pattern GOOSE = Pattern.compile("(?i)--\\s*\\+goose\\s+(up|down|no\\s+transaction)\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern DBMATE = Pattern.compile("(?i)--\\s*migrate:(up|down)\\b(.*)");

    /** Reads one line; empty when it is no marker. */
    static Optional<Marker> of(String line) {
        String text = line.strip();
        if (!text.startsWith("--") || !mayBeMarker(text.substring(2).stripLeading())) {
            return Optional.empty();
        }
        Matcher own = OWN.matcher(text);
        if (own.matches()) {
            return Optional.of(new Marker(kind(own.group(1)), TransactionMode.AUTOMATIC));
        }
        Matcher goose = GOOSE.matcher(text);
        if (goose.matches()) {
            Kind kind = kind(goose.group(1));
            return Optional.of(
                    new Marker(kind, kind == Kind.WHOLE_FILE ? TransactionMode.OFF : TransactionMode.AUTOMATIC));
        }
        Matcher dbmate = DBMATE.matcher(text);
        return dbmate.matches()
                ? Optional.of(new Marker(kind(dbmate.group(1)), dbmateTransaction(dbmate.group(2))))
                : Optional.empty();
    }

    private static boolean mayBeMarker(String comment) {
        return comment.startsWith("@") || comment.startsWith("+") || comment.regionMatches(true, 0, "migrate:", 0, 8);
    }

    private static Kind kind(String word) {
        return switch (SPACE.matcher(word.toLowerCase(Locale.ROOT)).replaceAll(" ")) {
            case "up" -> Kind.UP;
            case "down" -> Kind.DOWN;
            case "verify" -> Kind.VERIFY;
            case "check before" -> Kind.CHECK_BEFORE;
            case "check after" -> Kind.CHECK_AFTER;
            default -> Kind.WHOLE_FILE;
        };
    }

    private static TransactionMode dbmateTransaction(String options) {
        return options.replace(" ", "").contains("transaction:false") ? TransactionMode.OFF : TransactionMode.AUTOMATIC;
    }
}
