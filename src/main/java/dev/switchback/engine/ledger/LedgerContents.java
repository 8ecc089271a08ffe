package dev.switchback.engine.ledger;

import java.util.List;

/**
 * What the ledger holds.
 *
 * @param version of its tables; 0 where there are none
 * @param mark whether the database itself asks to be guarded
 */
public record LedgerContents(int version, Mark mark, List<LedgerRow> rows) {

    public static final LedgerContents NONE = new LedgerContents(0, Mark.OPEN, List.of());

    /** How careful the database asks to be treated. */
    public enum Mark {
        OPEN,
        GUARDED
    }

    public LedgerContents {
        rows = List.copyOf(rows);
    }

    /** The rows of one set. */
    public List<LedgerRow> of(String set) {
        return rows.stream().filter(row -> row.set().equals(set)).toList();
    }

    /** The position that the next applied migration gets. */
    public long nextOrder() {
        return rows.stream().mapToLong(row -> row.execution().order()).max().orElse(0) + 1;
    }
}
