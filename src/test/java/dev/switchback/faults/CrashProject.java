package dev.switchback.faults;

import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Migrations whose every statement leaves a trace that can be counted afterwards. */
final class CrashProject {

    static final int MIGRATIONS = 8;
    static final int STATEMENTS = 5;

    private CrashProject() {}

    /** @param header a further header line, or "" */
    static void write(Path folder, String header) {
        for (int i = 1; i <= MIGRATIONS; i++) {
            try {
                Files.writeString(folder.resolve(id(i) + ".sql"), text(i, header));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    static String id(int i) {
        return "%03d_step".formatted(i);
    }

    private static String text(int i, String header) {
        return """
                -- Description: step %1$d
                %2$s
                -- @up
                CREATE TABLE step_%1$d (id integer PRIMARY KEY, note varchar(40));
                INSERT INTO step_%1$d VALUES (1, 'one');
                CREATE INDEX step_%1$d_note ON step_%1$d (note);
                INSERT INTO step_%1$d VALUES (2, 'two');
                INSERT INTO step_%1$d SELECT 3, 'three';
                -- @down
                DROP TABLE step_%1$d;
                """.formatted(i, header);
    }

    /** Which of the five statements of migration {@code i} took effect. */
    static List<Boolean> effects(TestDatabase database, int i) {
        boolean table = count(database, "information_schema.tables WHERE lower(table_name) = 'step_" + i + "'") == 1;
        if (!table) {
            return List.of(false, false, false, false, false);
        }
        return List.of(
                true, hasRow(database, i, 1), hasIndex(database, i), hasRow(database, i, 2), hasRow(database, i, 3));
    }

    private static boolean hasRow(TestDatabase database, int i, int row) {
        return count(database, "step_" + i + " WHERE id = " + row) == 1;
    }

    private static boolean hasIndex(TestDatabase database, int i) {
        String name = "step_" + i + "_note";
        return database.url().startsWith("jdbc:h2")
                ? count(database, "information_schema.indexes WHERE lower(index_name) = '" + name + "'") == 1
                : count(database, "pg_indexes WHERE indexname = '" + name + "'") == 1;
    }

    private static int count(TestDatabase database, String from) {
        return Integer.parseInt(database.query("SELECT count(*) FROM " + from));
    }
}
