package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second manager beside one that is in the middle of a migration which commits statement by statement. */
class RunAtWorkTest {

    /** How many pairs of managers meet; {@code switchback.rounds} says another number. */
    private static final int ROUNDS = Integer.getInteger("switchback.rounds", 5);

    @TempDir
    Path folder;

    @BeforeEach
    void writeProject() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Files.writeString(folder.resolve("00" + i + "_step.sql"), """
                    -- Transaction: off
                    -- @up
                    CREATE TABLE step_%1$d (id integer PRIMARY KEY);
                    INSERT INTO step_%1$d VALUES (1);
                    CREATE INDEX step_%1$d_id ON step_%1$d (id);
                    -- @down
                    DROP TABLE step_%1$d;
                    """.formatted(i));
        }
    }

    private TargetDatabase open(TestDatabase database) {
        return Switchback.open(folder).on(database.settings());
    }

    private static RunOutcome apply(TargetDatabase target, RunListener listener) {
        return switch (target.plan(PlanRequest.upEverything())) {
            case Plan plan -> target.run(plan, RunOptions.DEFAULT.with(Confirmation.YES), listener, new Cancellation());
            case PlanOutcome.Refused refused -> throw new AssertionError(refused);
        };
    }

    @ParameterizedTest
    @EnumSource
    void migrationThatARunIsInTheMiddleOfIsNotTakenForAnInterruptedOne(DatabaseKind kind) {
        TestDatabase database = kind.fresh();
        List<MigrationStatus> seen = new ArrayList<>();
        List<PlanOutcome> planned = new ArrayList<>();
        try (TargetDatabase first = open(database);
                TargetDatabase second = open(database)) {
            RunListener whileItRuns = event -> {
                if (event instanceof RunEvent.StatementFinished finished && finished.number() == 2) {
                    seen.addAll(second.status().sets().getFirst().migrations().stream()
                            .filter(status -> status.state() == MigrationState.RUNNING)
                            .toList());
                    planned.add(second.plan(PlanRequest.upEverything()));
                }
            };
            assertThat(apply(first, whileItRuns)).isInstanceOf(RunOutcome.Completed.class);

            assertThat(seen)
                    .hasSize(3)
                    .allMatch(status -> status.has(FindingCode.AT_WORK) && !status.has(FindingCode.INTERRUPTED));
            assertThat(planned).hasOnlyElementsOfType(Plan.class);
            assertThat(((Plan) planned.getFirst()).steps()).hasSize(3);
            RunOutcome overtaken = second.run(
                    (Plan) planned.getFirst(),
                    RunOptions.DEFAULT.with(Confirmation.YES),
                    RunListener.SILENT,
                    new Cancellation());
            assertThat(overtaken).isInstanceOf(RunOutcome.NothingToDo.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void managersThatMeetApplyEachMigrationOnce(DatabaseKind kind) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            TestDatabase database = kind.fresh();
            try (ExecutorService managers = Executors.newFixedThreadPool(2)) {
                List<Future<RunOutcome>> outcomes = IntStream.range(0, 2)
                        .mapToObj(manager -> managers.submit(() -> {
                            try (TargetDatabase target = open(database)) {
                                return apply(target, RunListener.SILENT);
                            }
                        }))
                        .toList();
                for (Future<RunOutcome> outcome : outcomes) {
                    assertThat(outcome.get()).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
                }
            }
            try (TargetDatabase target = open(database)) {
                assertThat(target.history(10)).hasSize(3);
            }
        }
    }
}
