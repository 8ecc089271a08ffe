package dev.switchback.ui.state;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.FindingCode.Blocks;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Severity;
import dev.switchback.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a migration's state is shown everywhere: sign, style class and word, never colour alone.
 *
 * @param styleClass such as {@code state-completed}
 */
public record StateLook(String sign, String styleClass, String word, String sentence) {

    public static StateLook of(MigrationStatus status) {
        if (isInError(status)) {
            return new StateLook("✖", "state-failed", Texts.get("state.error"), Texts.get("state.error.sentence"));
        }
        boolean blocked = status.state().isOpen() && status.blocks(Blocks.THIS_MIGRATION);
        return blocked
                ? new StateLook("◌", "state-blocked", Texts.get("state.blocked"), Texts.get("state.blocked.sentence"))
                : of(status.state());
    }

    /** Its own file is what has to be mended, and nothing of it can be shown but its text. */
    private static boolean isInError(MigrationStatus status) {
        return status.migration().isEmpty()
                && status.state().isOpen()
                && status.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    public static StateLook of(MigrationState state) {
        String sign = switch (state) {
            case PENDING -> "○";
            case RUNNING -> "◐";
            case COMPLETED -> "✔";
            case FAILED -> "✖";
            case ROLLED_BACK -> "↶";
        };
        return new StateLook(
                sign, "state-" + state.text().replace('_', '-'), state.text().replace('_', ' '), state.sentence());
    }

    /** Short words beside a name: what is special about a migration. */
    public static List<String> badges(MigrationStatus status) {
        List<String> badges = new ArrayList<>();
        if (status.has(FindingCode.MODIFIED)) {
            badges.add(Texts.get("badge.edited"));
        }
        if (status.has(FindingCode.INTERRUPTED)) {
            badges.add(Texts.get("badge.half"));
        } else if (status.state() == MigrationState.FAILED) {
            badges.add(Texts.get("badge.failed"));
        }
        if (isInError(status)) {
            badges.add(Texts.get("badge.error"));
        } else if (status.state().isOpen() && status.blocks(Blocks.THIS_MIGRATION)) {
            badges.add(Texts.get("badge.blocked"));
        }
        if (status.has(FindingCode.FILE_MISSING)) {
            badges.add(Texts.get("badge.gone"));
        }
        if (status.has(FindingCode.OUT_OF_ORDER)) {
            badges.add(Texts.get("badge.late"));
        }
        kind(status).ifPresent(badges::add);
        return badges;
    }

    private static Optional<String> kind(MigrationStatus status) {
        return status.migration().flatMap(migration -> {
            if (migration.header().notes().irreversible().isPresent()) {
                return Optional.of(Texts.get("badge.oneway"));
            }
            MigrationType type = migration.header().type();
            boolean data = type == MigrationType.INSERT_DATA
                    || type == MigrationType.UPDATE_DATA
                    || type == MigrationType.DELETE_DATA;
            return data ? Optional.of(Texts.get("badge.data")) : Optional.empty();
        });
    }
}
