package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A set that the command line converts, beside what it was. */
record ConvertedSet(Path project, String set, Path folder) {

    ToolShell.Result convert(TestDatabase database) {
        return new ToolShell(project, database).run("convert", "--set", set, "--to", folder.toString());
    }

    /** Converts and proves; what each migration needs is what it needed. */
    JsonNode proved(TestDatabase database) {
        ToolShell.Result result = convert(database);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.json().path("proof").asText()).isEqualTo("same_structure");
        assertThat(result.json().path("dependencies").asText()).isEqualTo("same");
        MigrationSet after = after();
        assertThat(after.layout().text()).isEqualTo("annotated");
        assertThat(after.name()).isEqualTo(set);
        assertThat(after.problems().files()).isEmpty();
        assertThat(by(after, Migration::needs)).isEqualTo(by(before(), Migration::needs));
        assertThat(by(after, migration -> migration.header().description()))
                .isEqualTo(by(before(), migration -> migration.header().description()));
        return result.json();
    }

    MigrationSet before() {
        return ProjectReader.read(project).set(set).orElseThrow();
    }

    MigrationSet after() {
        return ProjectReader.read(folder).sets().getFirst();
    }

    String text(String id) {
        try {
            return Files.readString(folder.resolve(id + ".sql"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> Map<String, T> by(MigrationSet set, Function<Migration, T> what) {
        return set.migrations().stream()
                .collect(Collectors.toMap(migration -> migration.id().value(), what, (a, b) -> a, TreeMap::new));
    }

    /** Runs both sets, each on a database of its own; the rows that both leave there. */
    List<String> sameRows() {
        TestDatabase before = TestDatabases.postgres();
        TestDatabase after = TestDatabases.postgres();
        run(project, set, before, Direction.UP);
        run(folder, set, after, Direction.UP);
        List<String> rows = rows(after);
        assertThat(rows).isEqualTo(rows(before));
        return rows;
    }

    /** Runs all of the set on a database of its own. */
    static void run(Path project, String set, TestDatabase database, Direction direction) {
        try (TargetDatabase target = Switchback.open(project).only(set).on(database.settings())) {
            PlanRequest request = new PlanRequest(
                    direction, new Selection.Everything(), Optional.of(set), PlanRequest.Options.DEFAULT);
            RunOutcome outcome = target.run(
                    (Plan) target.plan(request),
                    RunOptions.DEFAULT.with(Confirmation.YES),
                    RunListener.SILENT,
                    new Cancellation());
            assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        }
    }

    /** Every row of every table of the schema public, but what is the time of a run. */
    static List<String> rows(TestDatabase database) {
        try (Connection connection = database.connect()) {
            List<String> rows = new ArrayList<>();
            for (String table : tables(connection)) {
                try (ResultSet all = connection
                        .createStatement()
                        .executeQuery("SELECT '" + table + " ' || regexp_replace(CAST(t AS text), "
                                + "'\"\\d{4}-[^\"]*\\.\\d+[^\"]*\"', 'NOW') FROM " + table + " t ORDER BY 1")) {
                    while (all.next()) {
                        rows.add(all.getString(1));
                    }
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = connection
                .createStatement()
                .executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                        + "AND tablename NOT IN ('alembic_version', 'migration_history') ORDER BY 1")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }
}
