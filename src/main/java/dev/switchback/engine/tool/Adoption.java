package dev.switchback.engine.tool;

import dev.switchback.engine.migration.MigrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a tool recorded beside the files of a set: what adopting it would put into the ledger.
 *
 * @param lines the set's migrations in their order, then what has no file
 */
public record Adoption(ToolTable table, Upkeep upkeep, String set, List<Line> lines) {

    /** What becomes of one migration or row. */
    public enum Verdict {
        /** The tool applied it, and a file of the set is it: the ledger gets a row. */
        ADOPT,
        /** The tool applied it, and the ledger says so already. */
        RECORDED,
        /** The tool did not apply it. */
        PENDING,
        /** The tool took it back, and the ledger has it as applied still: the ledger follows. */
        TAKEN_BACK,
        /** The tool applied it, but the set has no such file. */
        WITHOUT_FILE,
        /** Half done, or not the same as the file: nothing is adopted before it is mended. */
        REFUSED;

        /** The word used in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * When and how long, as the tool recorded it.
     *
     * @param at empty where the tool keeps no times
     */
    public record Applied(Optional<Instant> at, Duration took) {}

    /**
     * One migration, or one row without file.
     *
     * @param recorded the row as the tool's users know it; empty where there is none
     * @param standing what a row of its own says; empty where there is none
     * @param reason why it is refused, or what else is to be said; empty where nothing is
     */
    public record Line(
            Verdict verdict,
            Optional<MigrationId> id,
            Optional<String> recorded,
            Optional<ToolRow.Standing> standing,
            Applied applied,
            String reason) {

        /** Whether the tool failed there, and did not say since that it is set right. */
        public boolean isHalfDone() {
            return standing.filter(ToolRow.Standing.HALF_DONE::equals).isPresent();
        }
    }

    public Adoption {
        lines = List.copyOf(lines);
    }

    /** The lines with a verdict. */
    public Stream<Line> with(Verdict verdict) {
        return lines.stream().filter(line -> line.verdict() == verdict);
    }

    /** Whether it may be done, and there is something to do. */
    public boolean isPossible() {
        return with(Verdict.REFUSED).findAny().isEmpty()
                && Stream.concat(with(Verdict.ADOPT), with(Verdict.TAKEN_BACK))
                        .findAny()
                        .isPresent();
    }

    /** What becomes of the tool when Switchback goes on; empty where its table is kept right. */
    public Optional<String> consequence() {
        String others = "%s: %s would take what Switchback applies for pending, and run it again."
                .formatted(table.sentence(), table.tool().title());
        return switch (upkeep) {
            case KEPT -> Optional.empty();
            case NOT_ASKED ->
                Optional.of("Switchback does not write " + others + " To go on with both, put keep = \""
                        + table.tool().text() + "\" into switchback.toml; else use Switchback alone from now on.");
            case IMPOSSIBLE ->
                Optional.of("Switchback cannot write " + others + " Use Switchback alone from now on"
                        + table.tool()
                                .catchingUp()
                                .map(command -> ", or tell that tool each time with `" + command + "`")
                                .orElse("")
                        + ".");
        };
    }

    /** How many files of the set the tool knows, or knew. */
    public long matched() {
        return lines.stream()
                .filter(line -> line.id().isPresent())
                .filter(line -> line.recorded().isPresent() || line.verdict() == Verdict.TAKEN_BACK)
                .count();
    }
}
