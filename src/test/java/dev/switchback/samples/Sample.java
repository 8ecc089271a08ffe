package dev.switchback.samples;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A sample project on one database, driven through the engine as any face would. */
record Sample(Path folder, TestDatabase database) {

    static final Path ALL = Path.of("migrations-samples");

    /** A copy that a test may change. */
    static Path copy(String name, Path target) {
        return ProjectFolder.copy(ALL.resolve(name), target).path();
    }

    /** Gives a set of Alembic's the settings of one of the samples, and returns the text of its env.py. */
    static String alembicSettings(ProjectFolder project) {
        Path bookings = ALL.resolve("alembic-two-databases/database/migrations/bookings");
        for (String name : List.of("alembic.ini", "env.py", "script.py.mako")) {
            project.write(name, text(bookings.resolve(name)));
        }
        return text(bookings.resolve("env.py"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    PlanOutcome plan(Direction direction, Selection selection) {
        try (TargetDatabase target = open()) {
            return target.plan(request(direction, selection));
        }
    }

    RunOutcome run(Direction direction, Selection selection) {
        try (TargetDatabase target = open()) {
            return switch (target.plan(request(direction, selection))) {
                case Plan plan ->
                    target.run(
                            plan,
                            RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                            RunListener.SILENT,
                            new Cancellation());
                case PlanOutcome.Refused refused -> throw new AssertionError(refused.toString());
            };
        }
    }

    /** The ids of a plan's steps, in order. */
    List<String> steps(Direction direction, Selection selection) {
        return switch (plan(direction, selection)) {
            case Plan plan ->
                plan.steps().stream().map(step -> step.id().value()).toList();
            case PlanOutcome.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    /** States of all migrations, each once. */
    List<String> states() {
        try (TargetDatabase target = open()) {
            return target.status().sets().getFirst().migrations().stream()
                    .map(migration -> migration.state().text())
                    .distinct()
                    .toList();
        }
    }

    Snapshot structure() {
        SqlSyntax syntax = database.url().contains("h2") ? SqlSyntax.H2 : SqlSyntax.POSTGRESQL;
        try (Connection connection = database.connect()) {
            return new SnapshotReader(syntax, "switchback").read(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private TargetDatabase open() {
        return Switchback.open(folder).on(database.settings());
    }

    private static PlanRequest request(Direction direction, Selection selection) {
        return new PlanRequest(direction, selection, Optional.empty(), PlanRequest.Options.DEFAULT);
    }
}
