package dev.switchback.engine;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelQuestions;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.RecordedScripts;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.AlembicModels;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.engine.tool.Adoption;
import java.util.List;
import java.util.Optional;

/**
 * A project looked at through one database: everything that can be asked of it and done to it. Calls block until
 * they are done; each throws {@link dev.switchback.engine.failure.SwitchbackException} when the database cannot be
 * reached or the project cannot be read. Instances are not for several threads at once.
 */
public interface TargetDatabase extends AutoCloseable {

    /** States and findings of all sets, in at most two queries; creates nothing. */
    ProjectStatus status();

    /** Judges a request against the files and the ledger as they are now; touches nothing. */
    PlanOutcome plan(PlanRequest request);

    /** Executes a plan really and takes everything back; the target is unchanged afterwards. */
    DryRunReport dryRun(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation);

    /**
     * Executes a plan, up or down. Files that changed since the plan was made stop it before anything ran; stops at
     * the first failure and keeps what is committed.
     */
    RunOutcome run(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation);

    /** Continues an interrupted non-transactional migration after its last finished statement, or marks it done. */
    RunOutcome resume(ResumeRequest request, RunOptions options, RunListener listener, Cancellation cancellation);

    /**
     * What resuming runs before it goes on with the script, for people to see first: the removal of an index that a
     * concurrent build has left and that is not valid. Empty where nothing is to be removed.
     */
    List<String> dropsBeforeResuming(String set, MigrationId id);

    /** Sets the record straight without running SQL: stamp, baseline, accept or repair. */
    RunOutcome record(RecordRequest request);

    /** What another tool recorded here beside the files; changes nothing. */
    Adoption adoption(AdoptionRequest.Choice choice);

    /**
     * Fills the ledger with what another tool recorded, and runs nothing. Refused where the tool's record changed since
     * it was looked at, or has something half done.
     */
    RunOutcome adopt(AdoptionRequest request);

    /**
     * What the models of a set of Alembic have and this database has not. Alembic compares, on a connection of its own
     * that has to show first that it leads here; nothing is changed.
     */
    ModelDifferences compareModels(String set, AlembicModels.Onlooker onlooker);

    /** Has Alembic write a revision that brings this database to where the models are; runs nothing of it. */
    ModelQuestions.Revision autogenerate(String set, NewMigration migration, AlembicModels.Onlooker onlooker);

    /** The newest entries first, at most {@code limit}. */
    List<HistoryEntry> history(int limit);

    /** The SQL as it ran, by its digest; empty when it was too long to be kept. */
    Optional<String> script(String digest);

    /** The SQL of a migration as it was applied; empty when the ledger has no row of it. */
    Optional<RecordedScripts> recorded(String set, MigrationId id);

    /** Whether destruction here wants the database's name typed: the strictest of project, profile and database. */
    boolean isGuarded();

    @Override
    void close();
}
