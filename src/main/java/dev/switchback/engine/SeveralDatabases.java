package dev.switchback.engine;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelQuestions;
import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.RecordedScripts;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.AlembicModels;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.engine.tool.Adoption;
import dev.switchback.engine.tool.ToolTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A project whose sets have databases of their own, looked at as one: what is about a set goes to its database, and
 * what is about all of them goes to one after the other.
 */
final class SeveralDatabases implements TargetDatabase {

    private final SequencedMap<String, TargetDatabase> databases;

    /** @param databases by the names of their sets, in the order in which they are to run */
    SeveralDatabases(SequencedMap<String, TargetDatabase> databases) {
        this.databases = databases;
    }

    private Collection<TargetDatabase> all() {
        return databases.sequencedValues();
    }

    private TargetDatabase of(String set) {
        return Optional.ofNullable(databases.get(set))
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "no_database",
                        "the database of " + set + " is not known",
                        "Connect this set too.",
                        Optional.empty()));
    }

    private TargetDatabase of(Optional<String> set) {
        return of(set.orElseThrow(() -> new SwitchbackException.Unreadable(
                "which_set",
                "this is about one set, and several are connected",
                "Select a migration of the set that is meant, or connect to one database only.",
                Optional.empty())));
    }

    @Override
    public ProjectStatus status() {
        List<SetStatus> sets = new ArrayList<>();
        List<ToolTable> tools = new ArrayList<>();
        SequencedMap<String, DatabaseFacts> homes = new LinkedHashMap<>();
        databases.forEach((set, database) -> {
            ProjectStatus status = database.status();
            sets.addAll(status.sets());
            tools.addAll(status.tools());
            homes.put(set, status.database());
        });
        return new ProjectStatus(homes.firstEntry().getValue(), sets, tools, homes);
    }

    @Override
    public PlanOutcome plan(PlanRequest request) {
        boolean ofAll = request.set().isEmpty()
                && request.direction() == Direction.UP
                && request.selection() instanceof Selection.Everything;
        if (!ofAll) {
            return of(request.set()).plan(request);
        }
        List<Plan> plans = new ArrayList<>();
        List<PlanOutcome.Refusal> refusals = new ArrayList<>();
        for (TargetDatabase database : all()) {
            switch (database.plan(request)) {
                case Plan plan -> plans.add(plan);
                case PlanOutcome.Refused refused -> refusals.addAll(refused.refusals());
            }
        }
        return refusals.isEmpty() ? together(plans) : new PlanOutcome.Refused(refusals);
    }

    private Plan together(List<Plan> plans) {
        if (plans.stream().filter(plan -> !plan.isEmpty()).count() > 1 && isGuarded()) {
            throw new SwitchbackException.Unreadable(
                    "guarded",
                    "a guarded database is worked on by itself, and this plan is for several",
                    "Select a migration of each set in turn and apply up to it.",
                    Optional.empty());
        }
        return new Plan(
                Direction.UP,
                plans.stream().flatMap(plan -> plan.steps().stream()).toList(),
                plans.stream().flatMap(plan -> plan.leftOut().stream()).toList(),
                plans.stream().flatMap(plan -> plan.gate().stream()).findFirst());
    }

    /** What of a plan belongs to each database, in their order. */
    private SequencedMap<String, Plan> parts(Plan plan) {
        SequencedMap<String, Plan> parts = new LinkedHashMap<>();
        for (String set : databases.keySet()) {
            Plan part = new Plan(
                    plan.direction(),
                    plan.steps().stream().filter(step -> step.set().equals(set)).toList(),
                    plan.leftOut().stream()
                            .filter(each -> each.set().equals(set))
                            .toList(),
                    plan.gate());
            if (!part.isEmpty()) {
                parts.put(set, part);
            }
        }
        return parts;
    }

    @Override
    public DryRunReport dryRun(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation) {
        RunInParts run = new RunInParts(plan, parts(plan), options, listener);
        return run.dryRun((set, part, heard) -> of(set).dryRun(part, options, heard, cancellation));
    }

    @Override
    public RunOutcome run(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation) {
        RunInParts run = new RunInParts(plan, parts(plan), options, listener);
        return run.run((set, part, heard) -> of(set).run(part, options, heard, cancellation));
    }

    @Override
    public RunOutcome resume(
            ResumeRequest request, RunOptions options, RunListener listener, Cancellation cancellation) {
        return of(request.set()).resume(request, options, listener, cancellation);
    }

    @Override
    public List<String> dropsBeforeResuming(String set, MigrationId id) {
        return of(set).dropsBeforeResuming(set, id);
    }

    @Override
    public RunOutcome record(RecordRequest request) {
        return of(request.set()).record(request);
    }

    @Override
    public Adoption adoption(AdoptionRequest.Choice choice) {
        return of(choice.set().or(this::onlyWithTools)).adoption(choice);
    }

    private Optional<String> onlyWithTools() {
        List<String> sets = databases.entrySet().stream()
                .filter(each -> !each.getValue().status().tools().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return sets.size() == 1 ? Optional.of(sets.getFirst()) : Optional.empty();
    }

    @Override
    public RunOutcome adopt(AdoptionRequest request) {
        return of(request.seen().set()).adopt(request);
    }

    @Override
    public ModelDifferences compareModels(String set, AlembicModels.Onlooker onlooker) {
        return of(set).compareModels(set, onlooker);
    }

    @Override
    public ModelQuestions.Revision autogenerate(String set, NewMigration migration, AlembicModels.Onlooker onlooker) {
        return of(set).autogenerate(set, migration, onlooker);
    }

    @Override
    public List<HistoryEntry> history(int limit) {
        return all().stream()
                .flatMap(database -> database.history(limit).stream())
                .sorted(Comparator.comparing(
                                (HistoryEntry entry) -> entry.event().executedAt())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<String> script(String digest) {
        return all().stream()
                .flatMap(database -> database.script(digest).stream())
                .findFirst();
    }

    @Override
    public Optional<RecordedScripts> recorded(String set, MigrationId id) {
        return of(set).recorded(set, id);
    }

    @Override
    public boolean isGuarded() {
        return all().stream().anyMatch(TargetDatabase::isGuarded);
    }

    @Override
    public void close() {
        all().forEach(TargetDatabase::close);
    }
}
