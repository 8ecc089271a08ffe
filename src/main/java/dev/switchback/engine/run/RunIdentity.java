package dev.switchback.engine.run;

import dev.switchback.engine.ledger.HistoryEntry;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Who runs, when, under which name, and at which pace.
 *
 * @param runIds gives a new id for each run
 * @param osUser of the process
 * @param version of Switchback
 */
public record RunIdentity(
        Clock clock, Supplier<String> runIds, String osUser, String host, String version, RunPace pace) {

    HistoryEntry.Actor actor(String databaseUser) {
        return new HistoryEntry.Actor(databaseUser, osUser, host, version);
    }
}
