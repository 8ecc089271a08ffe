package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.PostgresServer;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts whose data is larger than the memory that they may take. */
class LargeScriptTest {

    private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;
    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;
    private static final RunOptions YES = RunOptions.DEFAULT.with(RunOptions.Confirmation.YES);
    private static final String TABLE = "CREATE TABLE big (id int, name text, note text);\n";

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    /** Writes a COPY with data between two texts, and returns the number of rows. */
    private int write(String name, int size, String before, String behind) throws IOException {
        int rows = 0;
        try (BufferedWriter script = Files.newBufferedWriter(folder.resolve(name))) {
            script.write(before + "COPY big\n FROM STDIN;\n");
            for (int written = 0; written < size; rows++) {
                String row = rows + "\tnäme; it's '" + rows + "\t\\N\n";
                script.write(row);
                written += row.length();
            }
            script.write("\\.\n" + behind);
        }
        return rows;
    }

    private RunOutcome run(Direction direction) {
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            return target.run(plan(target, direction), YES, RunListener.SILENT, new Cancellation());
        }
    }

    private static Plan plan(TargetDatabase target, Direction direction) {
        PlanOutcome outcome = target.plan(
                new PlanRequest(direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
        assertThat(outcome).isInstanceOf(Plan.class);
        return (Plan) outcome;
    }

    private String count() {
        return database.query("SELECT count(*) FROM big WHERE note IS NULL AND name LIKE 'näme; %'");
    }

    private String error() {
        MigrationSet set = ProjectReader.read(folder).sets().getFirst();
        return set.problems().files().getFirst().finding().message();
    }

    @Test
    void fiftyMegabytesOfDataApplyWithLittleMemory() throws Exception {
        int rows = write("001_load.sql", FIFTY_MEGABYTES, TABLE, "CREATE INDEX ON big (id);\n");

        Process process = switchback("-Xmx64m", "apply", "--yes", "--project", folder.toString());

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("output"))).contains("Done: 1 migration.");
        assertThat(count()).isEqualTo(String.valueOf(rows));
        String digest = sha256(folder.resolve("001_load.sql"));
        assertThat(database.query("SELECT checksum FROM switchback.schema_migrations"))
                .isEqualTo(digest);
        assertThat(database.query("SELECT script_digest FROM switchback.migration_history"))
                .isEqualTo(digest);
        assertThat(database.query("SELECT up_sql FROM switchback.schema_migrations"))
                .startsWith("-- not kept")
                .contains(digest);
    }

    @Test
    void sqlThatDoesNotFitIntoMemoryIsSaidBeforeAnythingRuns() throws Exception {
        Files.writeString(
                folder.resolve("001_rows.sql"), "UPDATE big SET name = 'a row of SQL' WHERE id = 1;\n".repeat(200_000));

        Process process = switchback("-Xmx64m", "status", "--project", folder.toString());

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("output")))
                .contains("MB of SQL need more memory than there is")
                .contains("SWITCHBACK_JAVA_OPTIONS");
    }

    private Process switchback(String memory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.switchback.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", database.url(), "--user", PostgresServer.USER));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("SWITCHBACK_PASSWORD", PostgresServer.PASSWORD);
        return builder.start();
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void placesBehindLargeDataAreExact() throws IOException {
        int rows = write("001_load.sql", TWO_MEGABYTES, TABLE, "SELECT 1,\n  oops;\n");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(Direction.UP);

        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(stopped.failure().place().orElseThrow())
                .extracting(place -> place.line() + ":" + place.column())
                .isEqualTo(rows + 6 + ":3");
    }

    @Test
    void carriageReturnsAndAMarkMakeNoDifference() throws IOException {
        write("001_load.sql", TWO_MEGABYTES, TABLE, "SELECT 1;\n");
        String digest = checksum();
        Path file = folder.resolve("001_load.sql");
        Files.writeString(file, "\uFEFF" + Files.readString(file).replace("\n", "\r\n"));

        assertThat(checksum()).isEqualTo(digest);
        assertThat(run(Direction.UP)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM big WHERE note LIKE '%\r%'"))
                .isEqualTo("0");
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
    void aWayBackMayBringLargeDataToo() throws IOException {
        int rows = write(
                "001_empty.sql",
                TWO_MEGABYTES,
                "-- @up\n" + TABLE + "INSERT INTO big VALUES (0);\n-- @down\nTRUNCATE big;\n",
                "");
        run(Direction.UP);

        assertThat(run(Direction.DOWN)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count()).isEqualTo(String.valueOf(rows));
    }

    @Test
    void includedFilesMayBeLargeAndCountInTheChecksum() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        int rows = write("data/rows.sql", TWO_MEGABYTES, "-- rows\n", "");
        Files.writeString(folder.resolve("001_load.sql"), "-- @up\n" + TABLE + "\\ir data/rows.sql\nSELECT 1;\n");
        String before = checksum();

        assertThat(run(Direction.UP)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count()).isEqualTo(String.valueOf(rows));
        Files.writeString(folder.resolve("data/rows.sql"), "-- more\n", StandardOpenOption.APPEND);
        assertThat(checksum()).isNotEqualTo(before);
    }

    @Test
    void linesOfIncludedFilesAreNotMistakenForThoseOfTheFileItself() throws IOException {
        Files.writeString(folder.resolve("part.sql"), "SELECT 1;\n".repeat(50));
        int rows = write(
                "001_both.sql",
                TWO_MEGABYTES,
                "-- @up\n" + TABLE + "\\i part.sql\n-- @down\nTRUNCATE big;\n",
                "SELECT 1;\n");
        run(Direction.UP);

        assertThat(run(Direction.DOWN)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count()).isEqualTo(String.valueOf(rows));
    }

    @Test
    void cancellingReachesACopyThatWaits() throws Exception {
        Files.writeString(folder.resolve("001_load.sql"), "COPY big FROM STDIN;\n1\n\\.\n");
        database.execute("CREATE TABLE big (id int)");
        Cancellation cancellation = new Cancellation();
        try (TargetDatabase target = Switchback.open(folder).on(database.settings());
                Connection blocker = database.connect();
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE big");
            Plan plan = plan(target, Direction.UP);
            Future<RunOutcome> outcome =
                    background.submit(() -> target.run(plan, YES, RunListener.SILENT, cancellation));
            String waiting =
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'COPY%'";
            while (database.query(waiting).equals("0") && !outcome.isDone()) {
                Thread.onSpinWait();
            }
            cancellation.request();

            assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(RunOutcome.Cancelled.class);
        }
    }

    @Test
    void whatCannotBeReadInLargeDataIsSaidWithItsLine() throws IOException {
        int rows = write("001_load.sql", TWO_MEGABYTES, TABLE, "SELECT 1;\n");
        Path file = folder.resolve("001_load.sql");
        String text = Files.readString(file);

        Files.write(file, text.replace("\\.\n", "näme\n\\.\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(error()).contains("line 4 is not UTF-8: byte 0xE4");
        Files.writeString(file, text.replace("\\.\n", "\0\n\\.\n"));
        assertThat(error()).contains("it has a zero byte on line " + (rows + 4));
        Files.writeString(file, text.replace("\\.\n", "${key}\n\\.\n"));
        Files.writeString(folder.resolve("switchback.toml"), "[placeholders]\nkey = \"x\"\n");
        assertThat(error()).contains("line " + (rows + 4) + " has a placeholder in the data");
    }

    @Test
    void dataThatChangesAfterItWasReadDoesNotCommit() throws IOException {
        write("001_load.sql", TWO_MEGABYTES, TABLE, "SELECT 1;\n");
        Path file = folder.resolve("001_load.sql");
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            RunListener changing = event -> {
                if (event instanceof RunEvent.StatementStarted) {
                    change(file);
                }
            };
            RunOutcome outcome = target.run(plan(target, Direction.UP), YES, changing, new Cancellation());

            assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
                assertThat(stopped.failure().message()).contains("changed while it was running");
                assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
            });
        }
    }

    private static void change(Path file) {
        try {
            Files.writeString(file, Files.readString(file).replace("'77\t", "'78\t"));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
