package dev.switchback.engine;

import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.tool.Adoption;
import java.time.Duration;
import java.util.Optional;

/**
 * Filling the ledger with what another tool recorded.
 *
 * @param seen what the user looked at; what the tool recorded since then refuses the request
 * @param reason kept in the history
 * @param lockWait how long to wait for another manager
 */
public record AdoptionRequest(Adoption seen, String reason, RunOptions.Confirmation confirmation, Duration lockWait) {

    /**
     * Whose record is meant, where a database carries several or a project has several sets.
     *
     * @param from a tool's word, or the place of its table; empty where there is one only
     * @param set empty for the set that the tool knows
     */
    public record Choice(Optional<String> from, Optional<String> set) {

        public static final Choice ONLY = new Choice(Optional.empty(), Optional.empty());
    }
}
