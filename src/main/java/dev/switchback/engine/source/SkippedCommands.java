package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.SplitText;
import java.util.List;

/** The psql commands of a script that mean nothing here, such as {@code \echo}: they are left out, and that is said. */
final class SkippedCommands {

    private SkippedCommands() {}

    /** One finding per command. */
    static List<Finding> of(Script script, List<SplitText.Skipped> skipped) {
        return skipped.stream()
                .map(command -> Finding.at(
                        FindingCode.META_COMMAND,
                        "the psql command " + command.name() + " means nothing here and is left out",
                        script.placeOf(command.line()).line()))
                .toList();
    }
}
