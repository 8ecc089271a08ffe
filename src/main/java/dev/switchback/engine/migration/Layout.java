package dev.switchback.engine.migration;

import java.util.Locale;
import java.util.Optional;

/** How a set is written on disk. */
public enum Layout {
    ANNOTATED,
    PLAIN,
    /** The plan, deploy, revert and verify scripts of sqitch. */
    SQITCH,
    /** Revisions of Alembic: Python files that say themselves what they follow. */
    ALEMBIC,
    /** Numbered Python files with apply and rollback. */
    PYTHON;

    /** What runs in place of SQL; empty where the scripts of the layout are SQL, or are written as SQL before they run. */
    public Optional<Program> program(Direction direction) {
        return switch (this) {
            case ANNOTATED, PLAIN, SQITCH, ALEMBIC -> Optional.empty();
            case PYTHON -> Optional.of(new Program.PythonFunction(direction == Direction.UP ? "apply" : "rollback"));
        };
    }

    /** The word used in switchback.toml, reports and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
