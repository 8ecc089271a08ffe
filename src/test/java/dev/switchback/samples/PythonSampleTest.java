package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of Python migrations, driven by Switchback and by its own runner with the real psycopg2. */
class PythonSampleTest {

    private static final List<String> TABLES = List.of(
            "customers",
            "integrations",
            "flow_steps",
            "status_mappings",
            "work_items",
            "repositories",
            "pull_requests",
            "system_settings",
            "job_schedules");

    @TempDir
    Path folder;

    private Sample ours;
    private TestDatabase theirs;

    @BeforeEach
    void copy() {
        ours = new Sample(Sample.copy("python-projects", folder), TestDatabases.postgres());
        theirs = TestDatabases.postgres();
    }

    /** What the comparison needs, and only that: the sample itself runs with any Python. */
    private static String pythonWithPsycopg2() {
        return Stream.of("/usr/bin/python3", "python3")
                .filter(python -> output(List.of(python, "-c", "import psycopg2"), List.of())
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no python3 with psycopg2 on this machine: install python3-psycopg2, as .ci/run does"));
    }

    private static Optional<String> output(List<String> command, List<String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (int i = 0; i + 1 < environment.size(); i += 2) {
            builder.environment().put(environment.get(i), environment.get(i + 1));
        }
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void runner(TestDatabase database, String... words) {
        URI url = URI.create(database.url().substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of(
                pythonWithPsycopg2(),
                folder.resolve("scripts/migration_runner.py").toString()));
        command.addAll(List.of(words));
        List<String> environment = List.of(
                "PGHOST", url.getHost(),
                "PGPORT", String.valueOf(url.getPort()),
                "PGDATABASE", url.getPath().substring(1),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password(),
                "PYTHONDONTWRITEBYTECODE", "1");
        assertThat(output(command, environment)).as("the runner's own end").isPresent();
    }

    private static Snapshot structure(TestDatabase database) {
        return new Sample(Path.of(""), database).structure();
    }

    private static String history(TestDatabase database) {
        return database.query("SELECT string_agg(concat_ws(' ', id, migration_number, migration_name, status, "
                + "applied_at IS NOT NULL, rollback_at IS NOT NULL), chr(10) ORDER BY id) FROM migration_history");
    }

    private static List<String> contents(TestDatabase database) {
        return TABLES.stream()
                .map(table -> database.query("SELECT string_agg((to_jsonb(t) - 'created_at')::text, chr(10) ORDER BY "
                        + "to_jsonb(t)::text) FROM " + table + " t"))
                .toList();
    }

    @Test
    void switchbackAndTheOwnRunnerComeToTheSame() {
        assertThat(ours.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        runner(theirs, "--apply-all");

        assertThat(ours.structure()).isEqualTo(structure(theirs));
        assertThat(contents(ours.database())).isEqualTo(contents(theirs));
        assertThat(history(ours.database())).isEqualTo(history(theirs)).contains("1 001 Initial Schema applied t f");

        assertThat(ours.run(Direction.DOWN, new Selection.Count(2))).isInstanceOf(RunOutcome.Completed.class);
        runner(theirs, "--rollback-to", "002");

        assertThat(ours.structure()).isEqualTo(structure(theirs));
        assertThat(history(ours.database())).isEqualTo(history(theirs)).contains("003 Pull Requests rolled_back t t");
    }

    @Test
    void eachContinuesWhatTheOtherBegan() {
        assertThat(ours.run(Direction.UP, new Selection.Count(2))).isInstanceOf(RunOutcome.Completed.class);
        runner(ours.database(), "--apply-all");
        assertThat(ours.states()).containsExactly("completed");

        assertThat(ours.run(Direction.DOWN, new Selection.Count(1))).isInstanceOf(RunOutcome.Completed.class);
        runner(ours.database(), "--rollback-to", "000");

        assertThat(ours.structure()).isEqualTo(structure(theirs));
    }

    @Test
    void theSampleGoesUpAndDownAndUp() {
        Snapshot empty = ours.structure();
        assertThat(ours.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        Snapshot full = ours.structure();
        assertThat(ours.run(Direction.DOWN, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(ours.structure()).isEqualTo(empty);
        assertThat(ours.states()).containsExactly("rolled_back");
        assertThat(ours.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(ours.structure()).isEqualTo(full);
    }
}
