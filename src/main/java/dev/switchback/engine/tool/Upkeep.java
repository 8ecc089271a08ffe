package dev.switchback.engine.tool;

import java.util.Optional;

/** Whether Switchback writes a tool's table too, so that the tool finds what it would have written itself. */
public enum Upkeep {
    /** The project asks for it: what the table lacks was taken out by somebody else. */
    KEPT,
    /** It could be asked for. */
    NOT_ASKED,
    /** Only the tool itself can write its table. */
    IMPOSSIBLE;

    /**
     * What holds for a tool's table.
     *
     * @param kept the word of the tool whose table is kept for a set
     */
    public static Upkeep of(Tool tool, Optional<String> kept) {
        if (kept.flatMap(Tool::of).filter(tool::sharesTableWith).isPresent()) {
            return KEPT;
        }
        return ToolKeeper.canKeep(tool) ? NOT_ASKED : IMPOSSIBLE;
    }
}
