package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.FindingCode.Blocks;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why migrations are left out of a plan; what is left out leaves out what depends on it. */
final class Hindrances {

    private final Optional<String> environment;
    private final Set<MigrationId> done = new HashSet<>();
    private final Map<MigrationId, String> leftOut = new HashMap<>();

    Hindrances(SetStatus set, Optional<String> environment) {
        this.environment = environment;
        for (MigrationStatus status : set.migrations()) {
            if (status.state() == MigrationState.COMPLETED) {
                done.add(status.id());
            } else if (isError(status)) {
                leftOut.put(status.id(), status.findings().getFirst().message());
            }
        }
    }

    /** Whether nobody can read its file, and it is not applied. */
    boolean isError(MigrationStatus status) {
        return status.migration().isEmpty()
                && status.state() != MigrationState.COMPLETED
                && !status.has(FindingCode.FILE_MISSING);
    }

    /** Whether it is applied, or will be when the plan comes to this point. */
    boolean isDone(MigrationId id) {
        return done.contains(id);
    }

    void planned(MigrationId id) {
        done.add(id);
    }

    void leaveOut(MigrationId id, String reason) {
        leftOut.put(id, reason);
    }

    Optional<String> leftOut(MigrationId id) {
        return Optional.ofNullable(leftOut.get(id));
    }

    /** Why a migration cannot be the next step; empty when it can. */
    Optional<String> of(MigrationStatus status) {
        Migration migration = status.migration().orElseThrow();
        return status.findings().stream()
                .filter(finding -> finding.code().blocks() == Blocks.THIS_MIGRATION)
                .findFirst()
                .map(Finding::message)
                .or(() -> otherEnvironment(migration))
                .or(() -> unmetNeed(migration));
    }

    private Optional<String> otherEnvironment(Migration migration) {
        Set<String> meantFor = migration.header().environments();
        return environment
                .filter(here -> !meantFor.isEmpty() && !meantFor.contains(here))
                .map(here -> "it is meant for "
                        + String.join(", ", meantFor.stream().sorted().toList()) + " only");
    }

    private Optional<String> unmetNeed(Migration migration) {
        return migration.needs().stream()
                .filter(need -> !done.contains(need))
                .findFirst()
                .map(need -> "it needs " + need
                        + (leftOut.containsKey(need) ? ", which is left out" : ", which is not applied"));
    }
}
