package dev.switchback.engine.plan;

import dev.switchback.engine.migration.Script;
import java.util.Optional;

/**
 * The two down scripts of a step.
 *
 * @param recorded as kept when the migration was applied
 * @param file as the file has it now
 */
public record DownScripts(Optional<Script> recorded, Optional<Script> file) {

    /** The script that a choice stands for; empty when there is none. */
    public Optional<Script> get(DownChoice choice) {
        return switch (choice) {
            case RECORDED -> recorded;
            case FILE -> file;
        };
    }

    /** Whether both are there with the same text, or both are missing. */
    public boolean identical() {
        return recorded.equals(file)
                || (recorded.map(Script::text).equals(file.map(Script::text))
                        && file.map(Script::isKeepable).orElse(true));
    }
}
