package dev.switchback.engine.migration;

import java.util.Locale;
import java.util.Optional;

/** How a set is written on disk. */
public enum Layout {
    ANNOTATED,
    PLAIN,
    /** The plan, deploy, revert and verify scripts of sqitch. */
    SQITCH,
    /** Numbered Python files with apply and rollback. */
    PYTHON;

    /** What runs in place of SQL; empty where the scripts of the layout are SQL. */
    public Optional<Program> program(Direction direction) {
        return switch (this) {
            case ANNOTATED, PLAIN, SQITCH -> Optional.empty();
            case PYTHON -> Optional.of(new Program.PythonFunction(direction == Direction.UP ? "apply" : "rollback"));
        };
    }

    /** The word used in switchback.toml, reports and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
