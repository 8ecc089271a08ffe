package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one migration is against one database.
 *
 * @param migration the file; empty when it is gone or in error
 * @param row the ledger's row; empty when it was never tried here
 * @param findings from reading and from comparing with the ledger
 */
public record MigrationStatus(
        MigrationId id,
        Optional<Migration> migration,
        Optional<LedgerRow> row,
        MigrationState state,
        List<Finding> findings) {

    public MigrationStatus {
        findings = List.copyOf(findings);
    }

    /** Whether any finding reaches this far. */
    public boolean blocks(FindingCode.Blocks reach) {
        return findings.stream().anyMatch(finding -> finding.code().blocks() == reach);
    }

    /**
     * Whether the next apply would run it, as far as this migration alone decides. What another run is just applying
     * belongs to a plan too: when that run has let go of the lock, it is done, or in need of a decision.
     */
    public boolean isOpen() {
        boolean beingApplied = has(FindingCode.AT_WORK)
                && row.filter(present -> present.execution().direction() == Direction.UP)
                        .isPresent();
        return migration.isPresent() && (beingApplied || (state.isOpen() && !has(FindingCode.INTERRUPTED)));
    }

    /** Whether its file is not what was applied. */
    public boolean isChanged() {
        return has(FindingCode.MODIFIED) || has(FindingCode.COSMETIC) || has(FindingCode.DOWN_CHANGED);
    }

    /** The same with one finding more. */
    MigrationStatus with(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return new MigrationStatus(id, migration, row, state, more);
    }

    /** Whether it carries a finding of this kind. */
    public boolean has(FindingCode code) {
        return findings.stream().anyMatch(finding -> finding.code() == code);
    }
}
