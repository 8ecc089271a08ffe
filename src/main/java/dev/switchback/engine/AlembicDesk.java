package dev.switchback.engine;

import dev.switchback.engine.alembic.AlembicBridge;
import dev.switchback.engine.alembic.AlembicTarget;
import dev.switchback.engine.alembic.RevisionScripts;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.database.LibpqUrls;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.AlembicTruth;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Planner;
import dev.switchback.engine.run.AlembicSets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sees to it that what is planned of a set of Alembic is SQL that can be read before it runs. */
final class AlembicDesk {

    private final AlembicBridge bridge;
    private final RevisionScripts scripts;
    private final ConnectionSettings settings;
    private final DatabaseFacts facts;

    AlembicDesk(RevisionScripts scripts, ConnectionSettings settings, DatabaseFacts facts) {
        this.bridge = scripts.bridge();
        this.scripts = scripts;
        this.settings = settings;
        this.facts = facts;
    }

    /** The sets that a run may be about, with the way to the database for what Alembic has to run itself. */
    AlembicSets sets(List<MigrationSet> now) {
        AlembicTarget target =
                new AlembicTarget(LibpqUrls.withPassword(settings), LibpqUrls.variables(settings.session()));
        return new AlembicSets(Map.of(), bridge, target).of(now);
    }

    /**
     * Plans twice: first to learn which revisions are needed, then with what Alembic wrote of them.
     *
     * @param before plans with revisions that are not written
     * @param after refuses what is not written
     */
    PlanOutcome plan(ProjectStatus status, PlanRequest request, Planner before, Planner after) {
        PlanOutcome first = before.plan(status, request);
        if (!(first instanceof Plan candidate) || concerned(candidate, status).isEmpty()) {
            return first;
        }
        Optional<PlanOutcome> unclear = unclear(candidate, status, request);
        if (unclear.isPresent()) {
            return unclear.get();
        }
        return switch (request.direction()) {
            case UP -> after.plan(written(status, candidate, List.of(Direction.UP, Direction.DOWN)), request);
            case DOWN -> down(status, request, candidate, after);
        };
    }

    /** What was recorded can be taken back without Python. */
    private PlanOutcome down(ProjectStatus status, PlanRequest request, Plan candidate, Planner after) {
        try {
            return after.plan(written(status, candidate, List.of(Direction.DOWN)), request);
        } catch (SwitchbackException failure) {
            PlanOutcome recorded = after.plan(status, request);
            if (recorded instanceof PlanOutcome.Refused) {
                throw failure;
            }
            return recorded;
        }
    }

    /** A set whose models can be compared: what is pending would be taken for a difference. */
    MigrationSet upToDate(ProjectStatus status, String name) {
        SetStatus set = status.set(name)
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "which_set",
                        "this connection is not for the set " + name,
                        "Connect to the database of " + name + ".",
                        Optional.empty()));
        if (set.set().alembic().isEmpty()) {
            throw new SwitchbackException.Unreadable(
                    "no_models",
                    name + " is no set of Alembic: it has no models to compare with",
                    "Say which set is meant with --set.",
                    Optional.of(set.set().folder()));
        }
        if (set.open() > 0) {
            throw new SwitchbackException.Unreadable(
                    "not_up_to_date",
                    set.open() + " of the migrations of " + name
                            + " are not applied here, and would be taken for differences",
                    "Apply them first, or take another database.",
                    Optional.of(set.set().folder()));
        }
        requireAddress(set.set());
        return set.set();
    }

    /** In a set of Alembic, whatever a migration continues or depends on is applied with it; elsewhere only itself. */
    static List<MigrationId> implied(MigrationSet set, List<MigrationId> ids) {
        return set.alembic().isEmpty()
                ? ids
                : List.copyOf(AlembicTruth.applied(
                        set, ids.stream().map(MigrationId::value).toList()));
    }

    private static List<SetStatus> concerned(Plan candidate, ProjectStatus status) {
        Set<String> names = candidate.steps().stream().map(step -> step.set()).collect(Collectors.toSet());
        return status.sets().stream()
                .filter(set -> set.set().alembic().isPresent())
                .filter(set -> names.contains(set.set().name()))
                .toList();
    }

    /** Sets that keep their heads in one and the same table cannot both be at home in this database. */
    private static Optional<PlanOutcome> unclear(Plan candidate, ProjectStatus status, PlanRequest request) {
        if (request.set().isPresent()) {
            return Optional.empty();
        }
        for (SetStatus set : concerned(candidate, status)) {
            Rivals rivals = Rivals.of(
                    set.set(), status.sets().stream().map(SetStatus::set).toList());
            if (rivals.areThere()) {
                MigrationStatus first = set.migrations().getFirst();
                return Optional.of(new PlanOutcome.Refused(List.of(
                        new PlanOutcome.Refusal(set.set().name(), first.id(), rivals.finding(), Optional.empty()))));
            }
        }
        return Optional.empty();
    }

    private ProjectStatus written(ProjectStatus status, Plan candidate, List<Direction> directions) {
        List<SetStatus> concerned = concerned(candidate, status);
        List<SetStatus> sets = status.sets().stream()
                .map(set -> concerned.contains(set) ? written(set, candidate, directions) : set)
                .toList();
        return new ProjectStatus(status.database(), sets);
    }

    private SetStatus written(SetStatus status, Plan candidate, List<Direction> directions) {
        List<MigrationId> ids = candidate.steps().stream()
                .filter(step -> step.set().equals(status.set().name()))
                .flatMap(step -> step.ids().stream())
                .toList();
        MigrationSet set = scripts.write(status.set(), target(status.set()), ids, directions);
        return new SetStatus(
                set,
                status.migrations().stream()
                        .map(each -> written(each, status.set(), set))
                        .toList());
    }

    private static MigrationStatus written(MigrationStatus status, MigrationSet before, MigrationSet after) {
        List<Finding> known = before.problems().of(status.id());
        List<Finding> findings = Stream.concat(
                        status.findings().stream(),
                        after.problems().of(status.id()).stream().filter(finding -> !known.contains(finding)))
                .toList();
        return new MigrationStatus(
                status.id(),
                status.migration().flatMap(file -> after.find(file.id())),
                status.row(),
                status.state(),
                findings);
    }

    /** Nothing connects while SQL is written, so that no password is needed. */
    private AlembicTarget target(MigrationSet set) {
        return new AlembicTarget(Optional.of(requireAddress(set)), Map.of());
    }

    private String requireAddress(MigrationSet set) {
        String url = settings.url().isEmpty() ? facts.url() : settings.url();
        Optional<String> address =
                LibpqUrls.withoutPassword(url, settings.user().or(() -> Optional.of(facts.user())));
        if (address.isEmpty()) {
            throw new SwitchbackException.Unreadable(
                    "alembic_database",
                    set.name() + " is a set of Alembic, which does not speak to " + facts.product(),
                    "Connect to a PostgreSQL database.",
                    Optional.of(set.folder()));
        }
        return address.get();
    }
}
