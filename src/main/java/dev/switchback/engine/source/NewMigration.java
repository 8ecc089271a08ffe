package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A migration to be written.
 *
 * @param name words for people; they become the file's name
 * @param needs ids that it depends on; empty for none
 */
public record NewMigration(String name, MigrationType type, List<String> needs) {

    /**
     * Checks the name.
     *
     * @throws SwitchbackException.Unreadable when no file name can be made of it
     */
    public NewMigration {
        needs = List.copyOf(needs);
        if (slug(name).isEmpty()) {
            throw new SwitchbackException.Unreadable(
                    "bad_name",
                    "\"" + name + "\" gives no file name",
                    "Choose a name with at least one letter or digit.",
                    Optional.empty());
        }
    }

    /**
     * Writes the file beside the others of the set, named as they are, and never over one of them.
     *
     * @return the new file; of a pair, the one that goes up
     * @throws SwitchbackException.Unreadable when the file is there already or cannot be written
     */
    public Path write(MigrationSet set, Naming naming, Clock clock) {
        NextName next = NextName.of(set, naming, clock);
        String id = next.prefix() + slug(name);
        return switch (set.layout()) {
            case ANNOTATED -> create(set.folder().resolve(id + ".sql"), annotated(id));
            case PLAIN -> writePair(set, next, id);
            case PYTHON -> create(set.folder().resolve(id + ".py"), python(next));
            case SQITCH ->
                throw new SwitchbackException.Unreadable(
                        "belongs_into_plan",
                        "a change of a sqitch project belongs into its plan",
                        "Add it with `sqitch add`; it shows here at once. Or convert the set first.",
                        Optional.of(set.folder()));
            case ALEMBIC -> throw byAlembic(set);
        };
    }

    private static SwitchbackException byAlembic(MigrationSet set) {
        return new SwitchbackException.Unreadable(
                "written_by_alembic",
                set.name() + " is a set of Alembic, which writes new revisions itself",
                "Use Switchback.create.",
                Optional.of(set.folder()));
    }

    private Path writePair(MigrationSet set, NextName next, String id) {
        Path down = set.folder().resolve(next.downOf(id));
        Path up = create(set.folder().resolve(next.upOf(id)), "-- " + oneLine(name) + "\n");
        create(down, "-- Takes back: " + oneLine(name) + "\n");
        return up;
    }

    private static Path create(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            SourceStore.create(file, text);
            return file;
        } catch (FileAlreadyExistsException there) {
            throw new SwitchbackException.Unreadable(
                    "file_exists", file + " is there already", "Choose another name.", Optional.of(file));
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

                """.formatted(id, oneLine(name), type.text(), String.join(", ", needs));
    }

    private String python(NextName next) {
        String dependencies = needs.isEmpty() ? "" : "Depends on: [" + String.join(", ", needs) + "]\n";
        String words = oneLine(name).replace('\\', '/').replace('"', '\'');
        return """
                \"""
                Migration: %s - %s
                Description: %s
                %s\"""


                def apply(connection):
                    with connection.cursor() as cursor:
                        cursor.execute(\"""
                        \""")


                def rollback(connection):
                    with connection.cursor() as cursor:
                        cursor.execute(\"""
                        \""")
                """.formatted(next.prefix().replaceFirst("_$", ""), words, words, dependencies);
    }

    /** A line break in a name would end the comment, and what follows would run. */
    private static String oneLine(String words) {
        return words.strip().replaceAll("\\s+", " ");
    }

    private static String slug(String words) {
        return words.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
    }
}
