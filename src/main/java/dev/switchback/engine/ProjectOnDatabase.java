package dev.switchback.engine;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelQuestions;
import dev.switchback.engine.alembic.NewRevision;
import dev.switchback.engine.database.CatalogObjects;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSource;
import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.InvalidIndexes;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.database.SessionSetup;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.LedgerArchive;
import dev.switchback.engine.ledger.LedgerContents;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.RecordedScripts;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Planner;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.AlembicModels;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.DryRunner;
import dev.switchback.engine.run.Gate;
import dev.switchback.engine.run.PlanRunner;
import dev.switchback.engine.run.RecordRunner;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunIdentity;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.RunTarget;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.engine.source.RunSwitches;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.StatementClassifier;
import dev.switchback.engine.sql.StatementClassifier.Structure;
import dev.switchback.engine.tool.Adoption;
import java.util.List;
import java.util.Optional;

/** Binds the parts of the engine together for one project and one database. */
final class ProjectOnDatabase implements TargetDatabase {

    private final Project project;
    private final ProjectLook look;
    private final OpenDatabase database;
    private final RunTarget target;
    private final RunIdentity identity;
    private final StepScripts scripts;
    private final Switchback.Caution caution;
    private final AlembicDesk desk;
    private final List<Finding> switches;

    private ProjectOnDatabase(
            ProjectLook look,
            OpenDatabase database,
            RunIdentity identity,
            ConnectionSettings settings,
            Switchback.Caution caution,
            PythonSettings python) {
        Dialect dialect = database.dialect();
        this.project = look.opened();
        this.look = look;
        this.database = database;
        this.identity = identity;
        this.caution = caution;
        this.switches = RunSwitches.in(python.environment());
        this.desk = new AlembicDesk(python.revisions(), settings, database.facts());
        this.target = new RunTarget(
                database.source(),
                dialect,
                settings.session(),
                dialect.quote(project.config().ledgerSchema()),
                project.config(),
                python.programs(project),
                desk.sets(List.of()));
        Structure structure = switch (dialect.schemaChanges()) {
            case TRANSACTIONAL, COMMIT_BY_THEMSELVES -> Structure.ANYWHERE;
            case ALONE -> Structure.ALONE;
        };
        StatementClassifier classifier = new StatementClassifier(
                dialect.syntax(), dialect.majorVersion(), new CatalogObjects(database), structure);
        this.scripts = new StepScripts(dialect.syntax(), classifier);
    }

    static TargetDatabase open(
            ProjectLook look,
            ConnectionSource source,
            RunIdentity identity,
            ConnectionSettings settings,
            Switchback.Caution caution,
            PythonSettings python) {
        ConnectionSettings limited = settings.with(settings.session()
                .or(
                        look.opened().config().timeouts().lock(),
                        look.opened().config().timeouts().statement()));
        OpenDatabase database = OpenDatabase.open(source, settings.url());
        return new ProjectOnDatabase(look, database, identity, limited, caution, python);
    }

    private LedgerArchive archive() {
        return new LedgerArchive(database, target.ledgerSchema());
    }

    @Override
    public ProjectStatus status() {
        return status(Optional.empty());
    }

    private ProjectStatus status(Optional<String> chosen) {
        return new StatusReading(database, archive(), target.ledgerSchema(), otherTools(), switches)
                .of(look.now(), chosen);
    }

    private OtherTools otherTools() {
        return new OtherTools(database, project.config().kept());
    }

    @Override
    public PlanOutcome plan(PlanRequest request) {
        scripts.forget();
        ProjectStatus status = status(request.set());
        PlanRequest.Options options = request.options();
        PlanRequest completed = new PlanRequest(
                request.direction(),
                request.selection(),
                request.set(),
                new PlanRequest.Options(options.environment().or(caution::environment), options.outOfOrder()));
        return desk.plan(status, completed, planner(scripts.beforeWriting()), planner(scripts));
    }

    private Planner planner(StepScripts reading) {
        LedgerArchive archive = archive();
        return new Planner(reading, (set, id) -> archive.recorded(set, id).flatMap(RecordedScripts::down));
    }

    @Override
    public DryRunReport dryRun(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation) {
        DryRunReport report = new DryRunner(target, identity, scripts).run(plan, options, listener, cancellation);
        return new DryRunReport(MissingObjects.explained(report.outcome(), project), report.trials(), report.notes());
    }

    @Override
    public RunOutcome run(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation) {
        Optional<RunFailure> stop = gate().judge(plan, options.confirmation());
        return stop.map(failure -> refused(failure))
                .orElseGet(
                        () -> MissingObjects.explained(runner().run(plan, options, listener, cancellation), project));
    }

    private PlanRunner runner() {
        List<MigrationSet> ofAlembic =
                project.sets().stream().filter(set -> set.alembic().isPresent()).toList();
        RunTarget now =
                ofAlembic.isEmpty() ? target : target.with(desk.sets(look.now().sets()));
        return new PlanRunner(now, identity, scripts);
    }

    private RunOutcome refused(RunFailure failure) {
        return new RunOutcome.Refused(identity.runIds().get(), List.of(), failure);
    }

    @Override
    public RunOutcome resume(
            ResumeRequest request, RunOptions options, RunListener listener, Cancellation cancellation) {
        Optional<RunFailure> stop = gate().judge(options.confirmation(), "Resuming");
        if (stop.isPresent()) {
            return refused(stop.get());
        }
        MigrationStatus status = interrupted(request.set(), request.id());
        return runner().resume(resumption().of(request, status), options, listener, cancellation);
    }

    @Override
    public List<String> dropsBeforeResuming(String set, MigrationId id) {
        Optional<SqlStatement> again = resumption().triedAgain(set, interrupted(set, id));
        return again
                .map(statement -> database.ask(
                        "looking for an index that is not valid",
                        connection -> InvalidIndexes.leftBy(statement, connection, database.dialect())))
                .orElse(List.of())
                .stream()
                .map(index -> index.drop(database.dialect()))
                .toList();
    }

    private Resumption resumption() {
        return new Resumption(
                archive(),
                scripts,
                new Doubts(database, scripts, new SessionSetup(database.dialect(), target.session())));
    }

    private MigrationStatus interrupted(String key, MigrationId id) {
        return status(Optional.of(key))
                .set(key)
                .flatMap(set -> set.find(id))
                .filter(status ->
                        status.has(FindingCode.INTERRUPTED) && status.row().isPresent())
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "not_interrupted",
                        id + " did not stop half way, so that there is nothing to resume",
                        "Look at `status`.",
                        Optional.empty()));
    }

    @Override
    public RunOutcome record(RecordRequest request) {
        Optional<RunFailure> stop = gate().judge(request.confirmation(), "Changing the record");
        if (stop.isPresent()) {
            return refused(stop.get());
        }
        MigrationSet set = RecordChoice.set(look.now(), request);
        return new RecordRunner(runner(), identity)
                .run(
                        RecordRunner.Change.of(request.action(), set, RecordChoice.ids(set, request), request.reason()),
                        request.lockWait());
    }

    @Override
    public Adoption adoption(AdoptionRequest.Choice choice) {
        return otherTools().adoption(choice, status().sets());
    }

    @Override
    public RunOutcome adopt(AdoptionRequest request) {
        Optional<RunFailure> stop = gate().judge(request.confirmation(), "Adopting")
                .or(() -> otherTools().judge(request.seen(), status().sets()));
        if (stop.isPresent()) {
            return refused(stop.get());
        }
        Adoption adoption = request.seen();
        MigrationSet set = look.now().sets().stream()
                .filter(each -> each.name().equals(adoption.set()))
                .findFirst()
                .orElseThrow();
        return new RecordRunner(runner(), identity)
                .run(RecordRunner.Change.adopting(set, adoption, request.reason()), request.lockWait());
    }

    @Override
    public ModelDifferences compareModels(String set, AlembicModels.Onlooker onlooker) {
        return models().differences(desk.upToDate(status(Optional.of(set)), set), onlooker);
    }

    @Override
    public ModelQuestions.Revision autogenerate(String set, NewMigration migration, AlembicModels.Onlooker onlooker) {
        NewRevision wanted = new NewRevision(migration.name(), NewRevision.Kind.NEXT, migration.needs());
        return models().write(desk.upToDate(status(Optional.of(set)), set), wanted, onlooker);
    }

    private AlembicModels models() {
        return new AlembicModels(database, desk.sets(List.of()), project.config());
    }

    @Override
    public List<HistoryEntry> history(int limit) {
        return archive().history(limit);
    }

    @Override
    public Optional<String> script(String digest) {
        return archive().script(digest);
    }

    @Override
    public Optional<RecordedScripts> recorded(String set, MigrationId id) {
        return archive().recorded(set, id);
    }

    @Override
    public boolean isGuarded() {
        boolean byProject = caution.environment()
                .filter(project.config().guarded()::contains)
                .isPresent();
        boolean byMark = archive().contents().mark() == LedgerContents.Mark.GUARDED;
        return caution.guard() == Switchback.Guard.GUARDED || byProject || byMark;
    }

    private Gate gate() {
        return new Gate(database.facts().name(), isGuarded() ? Gate.Kind.GUARDED : Gate.Kind.OPEN);
    }

    @Override
    public void close() {
        database.close();
    }
}
