package dev.switchback.engine.run;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.sql.SqlStatement;
import java.time.Duration;

/** Something that happened during a run, reported while it goes on. */
public sealed interface RunEvent {

    record Started(String runId, Plan plan) implements RunEvent {}

    /** Another manager works on this database. */
    record WaitingForLock(String holder, Duration waited) implements RunEvent {}

    /**
     * The statements of a migration follow.
     *
     * @param index position of the step in the plan, from 0
     */
    record MigrationStarted(PlanStep step, int index, int statements) implements RunEvent {}

    /**
     * A statement is with the database.
     *
     * @param number of the statement in its script, from 1
     */
    record StatementStarted(MigrationId id, SqlStatement statement, int number, int total) implements RunEvent {}

    record StatementFinished(MigrationId id, StatementReport report, int number, int total) implements RunEvent {}

    /**
     * A program went back to its last commit.
     *
     * @param kept how many of the statements that it has sent stay
     */
    record TakenBack(MigrationId id, int kept) implements RunEvent {}

    /** A message of the server, or of the runner. */
    record Notice(MigrationId id, String message) implements RunEvent {}

    /** Another session holds a lock that the running statement wants. */
    record BlockedBy(MigrationId id, String blocker, Duration waited) implements RunEvent {}

    /**
     * How far the server is with a long statement.
     *
     * @param doing what it counts
     * @param total 0 where it is not known
     */
    record Advanced(MigrationId id, String doing, long done, long total) implements RunEvent {}

    /** A lock was not to be had in time; the whole migration is tried again. */
    record Retrying(MigrationId id, int attempt, Duration pause, String cause) implements RunEvent {}

    record MigrationFinished(StepReport report, int index) implements RunEvent {}

    record Finished(RunOutcome outcome) implements RunEvent {}
}
