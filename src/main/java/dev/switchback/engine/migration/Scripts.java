package dev.switchback.engine.migration;

import java.util.List;
import java.util.Optional;

/** Everything of a migration that can be executed. */
public record Scripts(Script up, Optional<Script> down, List<Check> checks, TransactionMode transaction) {

    public Scripts {
        checks = List.copyOf(checks);
    }
}
