package dev.switchback.engine.run;

import dev.switchback.engine.sql.SqlStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one statement did.
 *
 * @param time empty for a statement that was sent together with others
 * @param rows rows written or returned; empty where the server says nothing
 * @param locks newly taken ones; only a dry run looks
 * @param rewritten tables that were rewritten; only a dry run looks
 */
public record StatementReport(
        SqlStatement statement,
        Optional<Duration> time,
        OptionalLong rows,
        List<LockTaken> locks,
        List<String> rewritten,
        List<String> notices) {

    public StatementReport {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
        notices = List.copyOf(notices);
    }
}
