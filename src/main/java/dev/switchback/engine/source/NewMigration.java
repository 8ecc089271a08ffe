package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A migration to be written.
 *
 * @param name words for people; they become the file's name
 * @param needs ids that it depends on; empty for none
 */
public record NewMigration(String name, MigrationType type, List<String> needs) {

    private static final Pattern NUMBER = Pattern.compile("V?([0-9]+).*");

    public NewMigration {
        needs = List.copyOf(needs);
        if (slug(name).isEmpty()) {
            throw new IllegalArgumentException("the name needs at least one letter or digit");
        }
    }

    /**
     * Writes the file beside the others of the set and never over one of them.
     *
     * @return the new file
     */
    public Path write(MigrationSet set, Naming naming, Clock clock) {
        String id = prefix(set, naming, clock) + "_" + slug(name);
        boolean plain = set.layout() == Layout.PLAIN && !set.migrations().isEmpty();
        Path file = set.folder().resolve(id + (plain ? ".up.sql" : ".sql"));
        try {
            if (Files.exists(file)) {
                throw new SwitchbackException.Unreadable(
                        "file_exists", file + " is there already", "Choose another name.", Optional.of(file));
            }
            SourceStore.write(file, plain ? "-- " + name + "\n" : annotated(id));
            if (plain) {
                SourceStore.write(set.folder().resolve(id + ".down.sql"), "-- takes back: " + name + "\n");
            }
            return file;
        } catch (IOException failure) {
            throw new SwitchbackException.Unreadable(
                    "cannot_write",
                    "cannot write " + file + ": " + failure.getMessage(),
                    "Check the permissions of the folder.",
                    Optional.of(file));
        }
    }

    private String annotated(String id) {
        return """
                -- Migration: %s
                -- Description: %s
                -- Type: %s
                -- Depends on: [%s]

                -- ===== UP MIGRATION =====
                -- @up


                -- ===== DOWN MIGRATION =====
                -- @down

                """.formatted(id, name.strip(), type.text(), String.join(", ", needs));
    }

    private static String prefix(MigrationSet set, Naming naming, Clock clock) {
        return switch (naming) {
            case TIMESTAMP ->
                LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
            case NUMBERED -> nextNumber(set);
        };
    }

    /** One more than the highest number, as wide as that one. */
    private static String nextNumber(MigrationSet set) {
        String highest = "000";
        for (Migration migration : set.migrations()) {
            Matcher matcher = NUMBER.matcher(migration.id().value());
            if (matcher.matches() && new BigInteger(matcher.group(1)).compareTo(new BigInteger(highest)) > 0) {
                highest = matcher.group(1);
            }
        }
        String next = new BigInteger(highest).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, highest.length() - next.length())) + next;
    }

    private static String slug(String words) {
        return words.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
    }
}
