package dev.switchback.engine.source;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the next file of a set is named.
 *
 * @param prefix what stands before the words
 */
record NextName(String prefix, Style style) {

    private static final Pattern NUMBER = Pattern.compile("([Vv]?)(\\d+).*");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int SHORTEST_STAMP = 8;

    /** Where the way down of a plain script goes. */
    enum Style {
        SUFFIX,
        FLYWAY,
        DOWN_FOLDER
    }

    static NextName of(MigrationSet set, Naming naming, Clock clock) {
        Optional<Matcher> highest = highest(set);
        boolean flyway = highest.filter(number -> !number.group(1).isEmpty()).isPresent();
        String digits = highest.map(number -> number.group(2)).orElse("000");
        boolean stamped = naming == Naming.TIMESTAMP || digits.length() >= SHORTEST_STAMP;
        String number = stamped ? now(clock) : next(digits);
        String prefix = flyway ? "V" + number + "__" : number + "_";
        return new NextName(prefix, flyway ? Style.FLYWAY : hasDownFolder(set) ? Style.DOWN_FOLDER : Style.SUFFIX);
    }

    String upOf(String id) {
        return switch (style) {
            case SUFFIX -> id + ".up.sql";
            case FLYWAY, DOWN_FOLDER -> id + ".sql";
        };
    }

    String downOf(String id) {
        return switch (style) {
            case SUFFIX -> id + ".down.sql";
            case FLYWAY -> "U" + id.substring(1) + ".sql";
            case DOWN_FOLDER -> "down/" + id + ".sql";
        };
    }

    private static Optional<Matcher> highest(MigrationSet set) {
        Stream<MigrationId> ids = Stream.concat(
                set.migrations().stream().map(Migration::id),
                set.problems().files().stream().map(FileInError::id));
        return ids.map(id -> NUMBER.matcher(id.value()))
                .filter(Matcher::matches)
                .max((left, right) -> new BigInteger(left.group(2)).compareTo(new BigInteger(right.group(2))));
    }

    private static boolean hasDownFolder(MigrationSet set) {
        return set.migrations().stream()
                .map(migration -> migration.source().companions())
                .flatMap(List::stream)
                .map(Path::getParent)
                .anyMatch(set.folder().resolve("down")::equals);
    }

    private static String now(Clock clock) {
        return LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).format(STAMP);
    }

    /** One more, as wide as before. */
    private static String next(String digits) {
        String next = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }
}
