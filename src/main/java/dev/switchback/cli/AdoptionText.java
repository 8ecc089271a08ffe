package dev.switchback.cli;

import dev.switchback.engine.tool.Adoption;
import dev.switchback.engine.tool.Adoption.Verdict;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes for people what another tool recorded beside the files. */
final class AdoptionText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintStream out;

    AdoptionText(PrintStream out) {
        this.out = out;
    }

    void print(Adoption adoption) {
        out.println("From " + adoption.table().sentence() + " to the set " + adoption.set() + ":");
        int width = adoption.lines().stream()
                .mapToInt(line -> name(line).length())
                .max()
                .orElse(0);
        for (Adoption.Line line : adoption.lines()) {
            String name = name(line);
            out.println("  %-12s  %s%s  %s%s"
                    .formatted(
                            word(line.verdict()),
                            name,
                            " ".repeat(width - name.length()),
                            line.recorded().map(row -> "row: " + row).orElse("no row"),
                            line.applied()
                                    .at()
                                    .map(at -> ", " + TIME.format(at))
                                    .orElse("")));
            if (!line.reason().isEmpty()) {
                out.println("     " + line.reason());
            }
        }
        out.println(conclusion(adoption));
        adoption.consequence().ifPresent(out::println);
    }

    private static String name(Adoption.Line line) {
        return line.id().map(id -> id.value()).orElse("(no file)");
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case ADOPT -> "adopt";
            case RECORDED -> "recorded";
            case PENDING -> "pending";
            case TAKEN_BACK -> "taken back";
            case WITHOUT_FILE -> "without file";
            case REFUSED -> "refused";
        };
    }

    private static String conclusion(Adoption adoption) {
        long refused = adoption.with(Verdict.REFUSED).count();
        long adopted = adoption.with(Verdict.ADOPT).count();
        long takenBack = adoption.with(Verdict.TAKEN_BACK).count();
        if (refused > 0) {
            return "Nothing can be adopted before " + Text.count(refused, "refused row") + " is set right.";
        }
        if (takenBack > 0) {
            return Text.count(adopted, "migration") + " to adopt, " + takenBack
                    + " to record as rolled back: no SQL of theirs runs, the tool's table stays as it is.";
        }
        return adopted == 0
                ? "Nothing to adopt."
                : Text.count(adopted, "migration")
                        + " to adopt: the ledger gets rows, no SQL of theirs runs, the tool's table stays as it is.";
    }
}
