package dev.switchback.engine.run;

import dev.switchback.engine.ledger.AlembicTruth;
import dev.switchback.engine.ledger.RevisionTable;
import dev.switchback.engine.migration.AlembicPlace.VersionTable;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.plan.PlanStep;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps Alembic's own table right: in the transaction of a step, from the heads that it has at that moment. */
final class RevisionHeads {

    private final RunContext context;
    private final Map<String, VersionTable> located = new HashMap<>();

    RevisionHeads(RunContext context) {
        this.context = context;
    }

    /** Finds the tables while the session's search path is still as it begins. */
    void locate(Collection<String> sets) throws SQLException {
        for (String name : sets) {
            Optional<MigrationSet> set = context.target().alembic().find(name);
            if (set.isPresent()) {
                VersionTable table = set.get().alembic().orElseThrow().table();
                located.put(name, RevisionTable.located(context.connection(), table));
            }
        }
    }

    /** What Alembic says is applied. */
    List<String> heads(MigrationSet set) throws SQLException {
        return table(set).heads();
    }

    private RevisionTable table(MigrationSet set) throws SQLException {
        VersionTable known = located.get(set.name());
        return new RevisionTable(
                context.connection(),
                known == null
                        ? RevisionTable.located(
                                context.connection(),
                                set.alembic().orElseThrow().table())
                        : known);
    }

    /** Says that a step of Switchback's is done; one of Alembic's own has said so itself, which is looked at. */
    void note(StepScript script) throws SQLException {
        PlanStep step = script.step();
        Optional<MigrationSet> set = context.target().alembic().find(step.set());
        if (set.isEmpty()) {
            return;
        }
        if (script.script().program().isPresent()) {
            requireDone(set.get(), step);
            return;
        }
        RevisionTable table = table(set.get());
        List<String> before = table.heldHeads();
        Set<MigrationId> applied = new LinkedHashSet<>(AlembicTruth.applied(set.get(), before));
        for (MigrationId id : step.ids()) {
            requireInOrder(set.get(), step.direction(), id, applied);
            if (step.direction() == Direction.UP) {
                applied.add(id);
            } else {
                applied.remove(id);
            }
        }
        table.move(before, AlembicTruth.heads(set.get(), applied));
    }

    /** Alembic takes no lock of ours, and may have moved the database while this step was running. */
    private static void requireInOrder(MigrationSet set, Direction direction, MigrationId id, Set<MigrationId> applied)
            throws SQLException {
        boolean inOrder = switch (direction) {
            case UP ->
                !applied.contains(id)
                        && set.find(id).stream().allMatch(migration -> applied.containsAll(migration.needs()));
            case DOWN ->
                applied.contains(id)
                        && set.migrations().stream()
                                .noneMatch(other -> applied.contains(other.id())
                                        && other.needs().contains(id));
        };
        if (!inOrder) {
            throw new SQLException(
                    "Alembic moved the database while " + id + " was running; what it did is taken back");
        }
    }

    private void requireDone(MigrationSet set, PlanStep step) throws SQLException {
        Set<MigrationId> applied = AlembicTruth.applied(set, table(set).heads());
        boolean there = applied.contains(step.id());
        if (there != (step.direction() == Direction.UP)) {
            throw new SQLException("Alembic ended without an error, but its table does not say that " + step.id()
                    + " is " + (step.direction() == Direction.UP ? "applied" : "taken back"));
        }
    }

    /** Says that migrations are applied without having run; what they continue or depend on is implied. */
    void stamp(MigrationSet set, Collection<MigrationId> ids) throws SQLException {
        RevisionTable table = table(set);
        List<String> before = table.heldHeads();
        Set<MigrationId> applied = new HashSet<>(AlembicTruth.applied(set, before));
        applied.addAll(
                AlembicTruth.applied(set, ids.stream().map(MigrationId::value).toList()));
        table.move(before, AlembicTruth.heads(set, applied));
    }
}
