package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.Connector;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.database.ScratchDatabase;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.snapshot.ObjectKey;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds how far a set has come in a database that nobody kept a record of: the set is applied step by step to a temporary
 * database beside it, and the structures are compared.
 */
public final class StructureDetection {

    private static final String ADVICE =
            "What is applied cannot be found out this way. Use `stamp` or `baseline` with what you know.";

    private static final String TABLE = "table";
    private static final String OWN_RECORD = "migration_history";

    private final ConnectionSettings server;
    private final Switchback project;
    private final MigrationSet set;

    /** @param server the database that is looked at, and where the temporary one is made */
    public StructureDetection(ConnectionSettings server, Switchback project, MigrationSet set) {
        this.server = server;
        this.project = project;
        this.set = set;
    }

    /** What the structure says of one step. */
    public enum Verdict {
        /** All that it leaves is there, or was made and undone by steps that are. */
        THERE,
        /** It changes no structure, and nothing behind it is there: nobody can tell. */
        UNSEEN,
        MISSING
    }

    /**
     * One migration, in the order of the set.
     *
     * @param missing what the step leaves and is not there, or not like that
     */
    public record Line(MigrationId id, Verdict verdict, StructureDifference missing) {}

    /**
     * How far the set has come.
     *
     * @param further what is there beside what the set has made so far
     */
    public record Course(List<Line> lines, List<ObjectKey> further) {

        public Course {
            lines = List.copyOf(lines);
            further = List.copyOf(further);
        }

        /** Of those that count as applied, the ones that the ledger does not know yet. */
        public List<MigrationId> unrecorded(SetStatus status) {
            return there().stream()
                    .filter(id -> status.find(id)
                            .filter(migration -> migration.isOpen())
                            .isPresent())
                    .toList();
        }

        /** In order, those that count as applied. */
        public List<MigrationId> there() {
            return lines.stream()
                    .filter(line -> line.verdict() == Verdict.THERE)
                    .map(Line::id)
                    .toList();
        }
    }

    /**
     * Looks; the database itself is only read. Empty when it was cancelled.
     *
     * @param progress told of each migration that was tried
     * @throws dev.switchback.engine.failure.SwitchbackException where no temporary database can be made, or the set cannot
     *     be applied to it
     */
    public Optional<Course> look(Consumer<MigrationId> progress, Cancellation cancellation) {
        Snapshot present = present();
        try (ScratchDatabase scratch = ScratchDatabase.like(server);
                TargetDatabase target = project.on(scratch.settings());
                OpenDatabase beside = OpenDatabase.open(
                        new Connector(scratch.settings()), scratch.settings().url())) {
            ScratchRun run = new ScratchRun(target, Optional.of(set.name()), ADVICE);
            Walk walk = new Walk(present, structure(beside));
            Plan plan = run.run(new Selection.Count(1));
            while (!plan.isEmpty() || plan.gate().isPresent()) {
                if (plan.isEmpty()) {
                    plan = run.run(new Selection.ThroughPhase(plan.gate().get().phase()));
                }
                List<MigrationId> ids =
                        plan.steps().stream().map(step -> step.id()).toList();
                walk.step(ids, structure(beside));
                ids.forEach(progress);
                if (cancellation.isRequested()) {
                    return Optional.empty();
                }
                plan = run.run(new Selection.Count(1));
            }
            return Optional.of(walk.course());
        }
    }

    /** Whether there is any table, so that looking makes sense; makes nothing. */
    public boolean isWorthALook() {
        return present().objects().keySet().stream().anyMatch(key -> key.kind().equals(TABLE));
    }

    private Snapshot present() {
        try (OpenDatabase database = OpenDatabase.open(new Connector(server), server.url())) {
            return structure(database);
        }
    }

    private Snapshot structure(OpenDatabase database) {
        SnapshotReader reader = new SnapshotReader(
                database.dialect().syntax(), project.project().config().ledgerSchema());
        return withoutRecords(database.ask("reading the structure", reader::read));
    }

    /** A record says nothing of the set; it may be what is missing. */
    private Snapshot withoutRecords(Snapshot snapshot) {
        Set<String> records = new HashSet<>(Set.of(OWN_RECORD));
        set.alembic()
                .map(AlembicPlace::table)
                .map(AlembicPlace.VersionTable::name)
                .ifPresent(records::add);
        return new RecordTables(records).leaveOut(snapshot);
    }

    /** The structures that the set goes through, beside the one that is there. */
    private static final class Walk {

        private final Snapshot present;
        private final Set<ObjectKey> made = new HashSet<>();
        private final List<Line> lines = new ArrayList<>();
        private Snapshot latest;
        private int there;
        private Snapshot reached;

        Walk(Snapshot present, Snapshot beginning) {
            this.present = present;
            this.latest = beginning;
            this.reached = beginning;
        }

        void step(List<MigrationId> ids, Snapshot now) {
            StructureDifference difference = now.to(present);
            boolean seen = !latest.to(now).isEmpty();
            made.addAll(now.objects().keySet());
            StructureDifference missing =
                    new StructureDifference(List.of(), difference.removed(), difference.changed());
            ids.forEach(id -> lines.add(new Line(id, seen ? Verdict.MISSING : Verdict.UNSEEN, missing)));
            if (seen && missing.isEmpty() && undone(now)) {
                there = lines.size();
                reached = now;
            }
            latest = now;
        }

        /** What earlier steps made and this one does not have any more is not there either. */
        private boolean undone(Snapshot now) {
            return made.stream()
                    .filter(key -> !now.objects().containsKey(key))
                    .noneMatch(key -> present.objects().containsKey(key));
        }

        Course course() {
            List<Line> judged = new ArrayList<>(lines);
            for (int i = 0; i < there; i++) {
                judged.set(i, new Line(lines.get(i).id(), Verdict.THERE, StructureDifference.NONE));
            }
            return new Course(judged, reached.to(present).added());
        }
    }
}
