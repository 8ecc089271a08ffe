package dev.switchback.support;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds a set of migrations and the ledger's rows of it, in plan order, as sentences. */
public final class Migrations {

    private final String name;
    private final Map<String, TestMigration> files = new LinkedHashMap<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<FileInError> errors = new ArrayList<>();
    private final Map<MigrationId, List<Finding>> findings = new HashMap<>();
    private final List<LedgerRow> rows = new ArrayList<>();
    private String last = "";

    private Migrations(String name) {
        this.name = name;
    }

    public static Migrations set() {
        return new Migrations("main");
    }

    public static Migrations set(String name) {
        return new Migrations(name);
    }

    /** A file that declares what it needs. */
    public Migrations file(String id, String... needs) {
        return add(id, List.of(needs), Origin.DECLARED);
    }

    /** Files without a word about what they need, one after the other. */
    public Migrations files(String... ids) {
        for (String id : ids) {
            add(id, last.isEmpty() ? List.of() : List.of(last), Origin.FILE_ORDER);
        }
        return this;
    }

    private Migrations add(String id, List<String> needs, Origin origin) {
        files.put(
                id,
                TestMigration.of(
                        id,
                        new Dependencies(needs.stream().map(MigrationId::new).toList(), origin)));
        last = id;
        return this;
    }

    /** Changes the file that was added last. */
    public Migrations with(UnaryOperator<TestMigration> change) {
        return change(last, change);
    }

    /** Changes a file; rows that were written before stay as they are. */
    public Migrations change(String id, UnaryOperator<TestMigration> change) {
        files.computeIfPresent(id, (same, file) -> change.apply(file));
        return this;
    }

    public Migrations delete(String id) {
        files.remove(id);
        return this;
    }

    /** A phase, in order; the files say that they belong to it. */
    public Migrations phase(String phase) {
        phases.add(new Phase(phase, List.of(), Optional.empty()));
        return this;
    }

    public Migrations phase(String phase, String gate) {
        phases.add(new Phase(phase, List.of(), Optional.of(gate)));
        return this;
    }

    public Migrations unreadable(String id) {
        Finding finding = Finding.at(FindingCode.UNREADABLE, "it is not UTF-8", 3);
        errors.add(new FileInError(Path.of(id + ".sql"), new MigrationId(id), finding));
        return this;
    }

    public Migrations finding(String id, FindingCode code) {
        findings.computeIfAbsent(new MigrationId(id), any -> new ArrayList<>()).add(Finding.of(code, code.text()));
        return this;
    }

    /** Rows of migrations applied in this order, as the files are now. */
    public Migrations applied(String... ids) {
        for (String id : ids) {
            row(id, MigrationState.COMPLETED, Stop.after(3).of(3));
        }
        return this;
    }

    /** How far a run came. */
    public record Stop(int done, int total, LedgerRow.Doubt doubt, Direction direction) {

        public static Stop after(int done) {
            return new Stop(done, done, LedgerRow.Doubt.NONE, Direction.UP);
        }

        public Stop of(int all) {
            return new Stop(done, all, doubt, direction);
        }

        public Stop inDoubt() {
            return new Stop(done, total, LedgerRow.Doubt.IN_DOUBT, direction);
        }

        public Stop down() {
            return new Stop(done, total, doubt, Direction.DOWN);
        }
    }

    public Migrations row(String id, MigrationState state, Stop stop) {
        Migration migration = files.getOrDefault(
                        id, TestMigration.of(id, new Dependencies(List.of(), Origin.FILE_ORDER)))
                .migration();
        boolean wasApplied = state == MigrationState.COMPLETED || stop.direction() == Direction.DOWN;
        rows.removeIf(row -> row.id().value().equals(id));
        long order =
                rows.stream().mapToLong(row -> row.execution().order()).max().orElse(0) + 1;
        LedgerRow.Execution execution = new LedgerRow.Execution(
                order,
                wasApplied ? Optional.of(Instant.EPOCH) : Optional.empty(),
                Duration.ofMillis(7),
                stop.done(),
                stop.total(),
                stop.doubt(),
                state == MigrationState.FAILED ? Optional.of("relation \"x\" does not exist") : Optional.empty(),
                stop.direction());
        rows.add(new LedgerRow(name, migration.id(), state, migration.needs(), migration.digests(), execution));
        return this;
    }

    public MigrationSet asSet() {
        List<Migration> migrations =
                files.values().stream().map(TestMigration::migration).toList();
        return new MigrationSet(
                name,
                Layout.ANNOTATED,
                Path.of("migrations"),
                migrations,
                phases,
                new MigrationSet.Problems(errors, findings, List.of()));
    }

    public SetStatus status() {
        return StateDerivation.derive(asSet(), rows);
    }

    /** A project of this set, and perhaps others. */
    public ProjectStatus project(Migrations... others) {
        List<SetStatus> sets = new ArrayList<>(List.of(status()));
        for (Migrations other : others) {
            sets.add(other.status());
        }
        return new ProjectStatus(
                new DatabaseFacts(
                        "PostgreSQL", "15.8", "jdbc:postgresql://db1/orders", "orders", "dba", Optional.of(1)),
                sets);
    }
}
