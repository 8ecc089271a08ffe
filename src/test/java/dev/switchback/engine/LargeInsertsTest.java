package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts of INSERT statements that are larger than the memory that they may take. */
class LargeInsertsTest {

    private static final RunOptions YES = RunOptions.DEFAULT.with(RunOptions.Confirmation.YES);
    private static final int FIFTY_MEGABYTES = 50_000_000;
    private static final int THREE_MEGABYTES = 3_000_000;
    private static final String TABLE = "CREATE TABLE big (id int, name varchar(200));\n";

    @TempDir
    private Path folder;

    private static final List<String> KINDS = List.of(
            "INSERT INTO big VALUES (%d, 'näme; it''s -- no comment');\n",
            "insert into big (id, name)\n  values (%d, 'two;\n -- lines');\n\n-- a remark; about the next\n");

    /** Writes rows between two texts, and returns their number. */
    private int write(String name, int size, String before, String behind) throws IOException {
        int rows = 0;
        try (BufferedWriter script = Files.newBufferedWriter(folder.resolve(name))) {
            script.write(before);
            for (int written = 0; written < size; rows++) {
                String row = KINDS.get(rows % 2).formatted(rows);
                script.write(row);
                written += row.length();
            }
            script.write(behind);
        }
        return rows;
    }

    private RunOutcome run(TestDatabase database, Direction direction, RunListener listener) {
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            Plan plan = (Plan) target.plan(new PlanRequest(
                    direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
            return target.run(plan, YES, listener, new Cancellation());
        }
    }

    private Script up() {
        return ProjectReader.read(folder)
                .sets()
                .getFirst()
                .migrations()
                .getFirst()
                .scripts()
                .up();
    }

    @Test
    void fiftyMegabytesApplyWithLittleMemory() throws Exception {
        TestDatabase database = TestDatabases.postgres();
        int rows = write("001_rows.sql", FIFTY_MEGABYTES, TABLE, "CREATE INDEX ON big (id);\n");

        Process process = new SwitchbackProcess(folder, database)
                .with("JDK_JAVA_OPTIONS", "-Xmx64m")
                .start("apply", "--yes");

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(database.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM big"))
                .isEqualTo(rows + " " + rows);
        String digest = sha256(folder.resolve("001_rows.sql"));
        assertThat(database.query("SELECT checksum FROM switchback.schema_migrations"))
                .isEqualTo(digest);
        assertThat(database.query("SELECT script_digest FROM switchback.migration_history"))
                .isEqualTo(digest);
        assertThat(database.query("SELECT up_sql FROM switchback.schema_migrations"))
                .startsWith("-- not kept")
                .contains(digest);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftOnDiskRunsAndGoesBack(DatabaseKind kind) throws IOException {
        TestDatabase database = kind.fresh();
        int rows = write(
                "001_rows.sql",
                THREE_MEGABYTES,
                "-- @up\n" + TABLE,
                "INSERT INTO big VALUES (-1, 'last');\nSELECT 1;\n-- ===== DOWN =====\n-- @down\nDROP TABLE big;\n");
        assertThat(up().text().length()).isLessThan(200_000);

        assertThat(run(database, Direction.UP, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM big")).isEqualTo(String.valueOf(rows + 1));
        assertThat(database.query("SELECT name FROM big WHERE id = 1")).isEqualTo("two;\n -- lines");
        assertThat(database.query("SELECT name FROM big WHERE id = " + (rows - rows % 2 - 2)))
                .isEqualTo("näme; it's -- no comment");

        assertThat(run(database, Direction.DOWN, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);
    }

    @ParameterizedTest
    @EnumSource
    void errorNamesTheStatementOnDiskAndItsLine(DatabaseKind kind) throws IOException {
        TestDatabase database = kind.fresh();
        write("001_rows.sql", THREE_MEGABYTES, TABLE, "");
        Path file = folder.resolve("001_rows.sql");
        List<String> lines = Files.readAllLines(file);
        int wrong = lines.size() - 6;
        while (!lines.get(wrong).startsWith("INSERT")) {
            wrong--;
        }
        lines.set(wrong, "INSERT INTO big VALUES (1, 'x', 'one too many');");
        Files.write(file, lines);

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(database, Direction.UP, RunListener.SILENT);

        assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(wrong + 1);
        assertThat(stopped.failure().place().orElseThrow().statement()).contains("one too many");
        String kept = kind == DatabaseKind.H2 ? database.query("SELECT count(*) FROM big") : "rolled back";
        assertThat(kept).isEqualTo(kind == DatabaseKind.H2 ? "0" : "rolled back");
    }

    @Test
    void carriageReturnsMakeNoDifference() throws IOException {
        write("001_rows.sql", THREE_MEGABYTES, TABLE, "SELECT 1;\n");
        String digest = checksum();
        Path file = folder.resolve("001_rows.sql");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(checksum()).isEqualTo(digest);
    }

    private String checksum() {
        return ProjectReader.read(folder)
                .sets()
                .getFirst()
                .migrations()
                .getFirst()
                .checksum();
    }

    @Test
    void sectionsThatBeginInsideOfARunAreSeen() throws IOException {
        write("001_rows.sql", THREE_MEGABYTES, "-- @up\n" + TABLE, "");
        Path file = folder.resolve("001_rows.sql");
        String rows = Files.readString(file);
        Files.writeString(file, rows + "-- @down\n" + rows.substring(rows.indexOf("INSERT")) + "DROP TABLE big;\n");
        TestDatabase database = TestDatabases.postgres();

        assertThat(run(database, Direction.UP, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) - count(DISTINCT id) FROM big"))
                .isEqualTo("0");
        assertThat(run(database, Direction.DOWN, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT to_regclass('big')")).isEqualTo("null");
    }

    @Test
    void linesThatOnlyLookLikeInsertsStayWhereTheyAre() throws IOException {
        String body = "INSERT INTO big VALUES (1, 'x');\n".repeat(60_000);
        Files.writeString(
                folder.resolve("001_function.sql"),
                TABLE + "INSERT INTO big VALUES (0, 'x');\nCREATE FUNCTION fill() RETURNS void LANGUAGE sql AS $$\n"
                        + body + "$$;\nSELECT fill();\n");
        TestDatabase database = TestDatabases.postgres();

        assertThat(up().bulk()).isEmpty();
        assertThat(run(database, Direction.UP, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM big")).isEqualTo("60001");
    }

    @Test
    void statementsThatChangeAfterTheyWereReadDoNotCommit() throws IOException {
        write("001_rows.sql", THREE_MEGABYTES, TABLE, "");
        Path file = folder.resolve("001_rows.sql");
        TestDatabase database = TestDatabases.postgres();

        RunOutcome outcome = run(database, Direction.UP, event -> {
            if (event instanceof RunEvent.StatementStarted started && started.number() == 2) {
                change(file);
            }
        });

        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.failure().message()).contains("changed while it was running");
            assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        });
    }

    private static void change(Path file) {
        try {
            Files.writeString(file, Files.readString(file).replace("(77", "(78"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
