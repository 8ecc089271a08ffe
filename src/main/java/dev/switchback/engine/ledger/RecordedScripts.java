package dev.switchback.engine.ledger;

import java.util.Optional;

/** The SQL of a migration as it was when it was applied. */
public record RecordedScripts(String up, Optional<String> down) {}
