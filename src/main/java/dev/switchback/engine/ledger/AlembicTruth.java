package dev.switchback.engine.ledger;

import dev.switchback.engine.ledger.StateDerivation.Activity;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a set of Alembic is applied: the revisions in Alembic's own table, and all that they continue or depend on. The
 * ledger knows more of each, but not better whether it is there.
 */
public final class AlembicTruth {

    private static final Digests UNKNOWN = new Digests("", "", "", "", "");

    private final MigrationSet set;
    private final Map<MigrationId, Migration> files;
    private final List<LedgerRow> ledger;
    private final Set<MigrationId> applied;

    private AlembicTruth(MigrationSet set, List<LedgerRow> ledger, Collection<String> heads) {
        this.set = set;
        this.files = set.byId();
        this.ledger = ledger;
        this.applied = new LinkedHashSet<>();
        heads.stream().map(MigrationId::new).forEach(head -> applied.addAll(withNeeds(head)));
    }

    /**
     * States and findings of a set.
     *
     * @param ledger the ledger's rows of this set
     * @param heads the rows of Alembic's table
     */
    public static SetStatus status(
            MigrationSet set, List<LedgerRow> ledger, Collection<String> heads, Activity activity) {
        AlembicTruth truth = new AlembicTruth(set, ledger, heads);
        SetStatus derived = StateDerivation.derive(set, truth.merged(), activity);
        return new SetStatus(
                set, derived.migrations().stream().map(truth::explained).toList());
    }

    /** The ledger's rows as they would be if the ledger knew what Alembic did. */
    public static List<LedgerRow> rows(MigrationSet set, List<LedgerRow> ledger, Collection<String> heads) {
        return new AlembicTruth(set, ledger, heads).merged();
    }

    /** What is applied where Alembic's table has these rows. */
    public static Set<MigrationId> applied(MigrationSet set, Collection<String> heads) {
        return new AlembicTruth(set, List.of(), heads).applied;
    }

    /** The heads of what is applied, as Alembic keeps them: whatever no other applied one continues or depends on. */
    public static Set<String> heads(MigrationSet set, Collection<MigrationId> applied) {
        AlembicTruth truth = new AlembicTruth(set, List.of(), List.of());
        Set<MigrationId> implied = new LinkedHashSet<>();
        for (MigrationId id : applied) {
            truth.withNeeds(id).stream().filter(need -> !need.equals(id)).forEach(implied::add);
        }
        Set<String> heads = new TreeSet<>();
        applied.stream()
                .filter(id -> !implied.contains(id))
                .map(MigrationId::value)
                .forEach(heads::add);
        return heads;
    }

    private Set<MigrationId> withNeeds(MigrationId head) {
        Set<MigrationId> reached = new LinkedHashSet<>();
        Deque<MigrationId> open = new ArrayDeque<>(List.of(head));
        while (!open.isEmpty()) {
            MigrationId next = open.remove();
            if (reached.add(next)) {
                Optional.ofNullable(files.get(next)).ifPresent(file -> open.addAll(file.needs()));
            }
        }
        return reached;
    }

    private List<LedgerRow> merged() {
        Map<MigrationId, LedgerRow> merged = new LinkedHashMap<>();
        ledger.forEach(row -> merged.put(row.id(), applied.contains(row.id()) ? done(row) : gone(row)));
        long order =
                ledger.stream().mapToLong(row -> row.execution().order()).max().orElse(0);
        List<MigrationId> inOrder = new ArrayList<>(set.migrations().stream()
                .map(Migration::id)
                .filter(applied::contains)
                .toList());
        applied.stream().filter(id -> !files.containsKey(id)).forEach(inOrder::add);
        for (MigrationId id : inOrder) {
            if (!merged.containsKey(id)) {
                merged.put(id, adopted(id, ++order));
            }
        }
        return List.copyOf(merged.values());
    }

    /** A way back that was cut off may have taken something, as long as the table still has the revision. */
    private static LedgerRow done(LedgerRow row) {
        boolean half = row.execution().direction() == Direction.DOWN
                && row.execution().statementsTotal() > 0
                && row.execution().leftTraces();
        return StateDerivation.ofRow(row) == MigrationState.COMPLETED || half
                ? row
                : settled(row, MigrationState.COMPLETED);
    }

    /** Alembic, which ran it on its own connection, says that it is not there: nothing is in doubt. */
    private static LedgerRow gone(LedgerRow row) {
        boolean byAlembic = row.execution().statementsTotal() == 0;
        return switch (StateDerivation.ofRow(row)) {
            case COMPLETED -> settled(row, MigrationState.ROLLED_BACK);
            case RUNNING, FAILED -> byAlembic ? settled(row, MigrationState.FAILED) : row;
            case PENDING, ROLLED_BACK -> row;
        };
    }

    private static LedgerRow settled(LedgerRow row, MigrationState state) {
        LedgerRow.Execution ran = row.execution();
        LedgerRow.Execution settled = new LedgerRow.Execution(
                ran.order(), ran.appliedAt(), ran.time(), 0, ran.statementsTotal(), LedgerRow.Doubt.NONE, ran.error());
        return new LedgerRow(row.set(), row.id(), state, row.dependencies(), row.digests(), settled);
    }

    private LedgerRow adopted(MigrationId id, long order) {
        Optional<Migration> file = Optional.ofNullable(files.get(id));
        LedgerRow.Execution execution = new LedgerRow.Execution(
                order, Optional.empty(), Duration.ZERO, 0, 0, LedgerRow.Doubt.NONE, Optional.empty());
        return new LedgerRow(
                set.name(),
                id,
                MigrationState.COMPLETED,
                file.map(Migration::needs).orElse(List.of()),
                file.map(Migration::digests).orElse(UNKNOWN),
                execution);
    }

    private MigrationStatus explained(MigrationStatus status) {
        if (applied.contains(status.id()) && isUnknown(status.id())) {
            return status.with(Finding.of(
                    FindingCode.UNKNOWN_REVISION,
                    table() + " says that the database is at " + status.id() + ", which no file of this set has. Bring "
                            + "the file back, or look whether this is another project's database"));
        }
        boolean recorded = ledger.stream()
                .anyMatch(
                        row -> row.id().equals(status.id()) && StateDerivation.ofRow(row) == MigrationState.COMPLETED);
        return recorded == applied.contains(status.id()) ? status : status.with(moved(status.id()));
    }

    /** Neither readable nor in error. */
    private boolean isUnknown(MigrationId id) {
        return !files.containsKey(id)
                && set.problems().files().stream().noneMatch(error -> error.id().equals(id));
    }

    private Finding moved(MigrationId id) {
        String said = applied.contains(id) ? "is applied, and" : "is not applied, but";
        String recorded = applied.contains(id) ? "does not say so yet" : "says that it is";
        return Finding.of(
                FindingCode.MOVED_BY_ALEMBIC,
                table() + " says that it " + said + " what Switchback recorded of this set " + recorded
                        + "; the record follows with the next run");
    }

    private String table() {
        return set.alembic().map(place -> place.table().name()).orElse("alembic_version");
    }
}
