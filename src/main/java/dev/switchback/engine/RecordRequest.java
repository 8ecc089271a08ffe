package dev.switchback.engine;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.RunOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A change of the record without SQL.
 *
 * @param action STAMP, BASELINE, ACCEPT or REPAIR
 * @param set the set's name; empty where the project has one only
 * @param ids the migrations; empty means all that need it, for REPAIR
 * @param reason kept in the history
 * @param lockWait how long to wait for another manager
 */
public record RecordRequest(
        HistoryAction action,
        Optional<String> set,
        List<MigrationId> ids,
        String reason,
        RunOptions.Confirmation confirmation,
        Duration lockWait) {

    public RecordRequest {
        ids = List.copyOf(ids);
    }

    /** A change that waits for other managers as long as usual. */
    public RecordRequest(
            HistoryAction action,
            Optional<String> set,
            List<MigrationId> ids,
            String reason,
            RunOptions.Confirmation confirmation) {
        this(action, set, ids, reason, confirmation, RunOptions.DEFAULT_LOCK_WAIT);
    }
}
