package dev.switchback.engine;

import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.ProjectConfig.Kept;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.tool.Adoption;
import dev.switchback.engine.tool.Adoption.Verdict;
import dev.switchback.engine.tool.Matching;
import dev.switchback.engine.tool.Tool;
import dev.switchback.engine.tool.ToolFindings;
import dev.switchback.engine.tool.ToolReader;
import dev.switchback.engine.tool.ToolRow;
import dev.switchback.engine.tool.ToolTable;
import dev.switchback.engine.tool.ToolTables;
import dev.switchback.engine.tool.Upkeep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What other tools recorded in a database, seen from a project. */
final class OtherTools {

    private final OpenDatabase database;
    private final Kept kept;

    /** @param kept what the project says of the tables of other tools */
    OtherTools(OpenDatabase database, Kept kept) {
        this.database = database;
        this.kept = kept;
    }

    List<ToolTable> tables() {
        return database.ask(
                "looking for the tables of other tools",
                connection -> ToolTables.find(connection, database.dialect().syntax()));
    }

    /**
     * What one table says.
     *
     * @param all the tables of other tools that are here
     */
    private record Seen(ToolTable table, List<ToolRow> rows, List<ToolTable> all) {

        /** Of several tables of a kind the first is written; the others belong to somebody else. */
        Upkeep upkeep(Optional<String> kept) {
            boolean first = all.stream()
                    .filter(each -> each.tool().sharesTableWith(table.tool()))
                    .findFirst()
                    .filter(table::equals)
                    .isPresent();
            return Upkeep.of(table.tool(), kept.filter(word -> first));
        }
    }

    /** The sets with what the tools' records mean for their migrations. */
    List<SetStatus> marked(List<SetStatus> sets, List<ToolTable> tables) {
        List<SetStatus> marked = sets;
        if (sets.stream().anyMatch(this::concerns)) {
            for (ToolTable table : tables) {
                if (marked.stream().anyMatch(set -> isBeside(table.tool(), set))) {
                    Seen seen = new Seen(table, rows(table), tables);
                    marked = marked.stream().map(set -> marked(set, seen)).toList();
                }
            }
        }
        return marked;
    }

    private boolean concerns(SetStatus set) {
        return kept.of(set.set().name()).filter(Kept.NOBODYS::equals).isEmpty();
    }

    /** Sets of a layout that goes with a tool read its table themselves, as what is true. */
    private static boolean isBeside(Tool tool, SetStatus set) {
        Layout layout = set.set().layout();
        return !(tool == Tool.ALEMBIC && layout == Layout.ALEMBIC)
                && !(tool == Tool.PYTHON_RUNNER && layout == Layout.PYTHON);
    }

    /** A table that is not kept goes on naming what Switchback took back: the ledger knows better. */
    private SetStatus marked(SetStatus set, Seen seen) {
        if (!isBeside(seen.table().tool(), set) || !concerns(set)) {
            return set;
        }
        List<MigrationId> ids =
                set.set().migrations().stream().map(Migration::id).toList();
        Adoption adoption = adoption(set, seen);
        List<MigrationId> open = set.migrations().stream()
                .filter(MigrationStatus::isOpen)
                .filter(status -> adoption.upkeep() == Upkeep.KEPT || status.state() != MigrationState.ROLLED_BACK)
                .map(MigrationStatus::id)
                .toList();
        SetStatus noted = set.with(ToolFindings.of(adoption, ids, open));
        return new SetStatus(
                noted.set().noting(ToolFindings.ofSet(adoption).stream().toList()), noted.migrations());
    }

    private List<ToolRow> rows(ToolTable table) {
        return database.ask("reading " + table.place(), connection -> new ToolReader(connection, table).rows());
    }

    private Adoption adoption(SetStatus set, Seen seen) {
        Set<MigrationId> completed = set.migrations().stream()
                .filter(status -> status.state() == MigrationState.COMPLETED)
                .map(MigrationStatus::id)
                .collect(Collectors.toSet());
        return Matching.of(seen.table(), seen.upkeep(kept.of(set.set().name())), set.set(), completed, seen.rows());
    }

    /**
     * What adopting a tool's record would do.
     *
     * @param sets with their states
     */
    Adoption adoption(AdoptionRequest.Choice choice, List<SetStatus> sets) {
        List<ToolTable> all = tables();
        List<ToolTable> wanted = all.stream()
                .filter(table -> choice.from()
                        .map(from -> from.equalsIgnoreCase(table.tool().text()) || from.equals(table.place()))
                        .orElse(true))
                .toList();
        if (wanted.isEmpty()) {
            throw nothingThere(choice, all);
        }
        List<Adoption> found = wanted.stream()
                .flatMap(table -> {
                    Seen seen = new Seen(table, rows(table), all);
                    return sets.stream()
                            .filter(set ->
                                    choice.set().map(set.set().name()::equals).orElse(true))
                            .map(set -> adoption(set, seen));
                })
                .toList();
        return onlyOne(found);
    }

    /** Empty when it may be adopted as it was seen, else why not. */
    Optional<RunFailure> judge(Adoption seen, List<SetStatus> sets) {
        Adoption now =
                adoption(new AdoptionRequest.Choice(Optional.of(seen.table().place()), Optional.of(seen.set())), sets);
        if (!now.equals(seen)) {
            return Optional.of(failure(
                    "record_changed",
                    seen.table().sentence() + " or the files changed since they were looked at",
                    "Look again."));
        }
        return now.with(Verdict.REFUSED)
                .findFirst()
                .map(line -> failure(
                        "half_done_elsewhere",
                        line.id().map(MigrationId::value).or(line::recorded).orElse("") + ": " + line.reason(),
                        "Nothing was adopted."));
    }

    private static RunFailure failure(String code, String message, String advice) {
        return new RunFailure(code, message, Optional.empty(), Optional.empty(), RunFailure.Server.SILENT, advice);
    }

    /** The one that knows files of the project; where none does, the first, which says so line by line. */
    private static Adoption onlyOne(List<Adoption> found) {
        List<Adoption> matching =
                found.stream().filter(adoption -> adoption.matched() > 0).toList();
        requireOne(matching, adoption -> adoption.table().place(), "several tables match", "--from");
        requireOne(matching, Adoption::set, "several sets match", "--set");
        return Stream.concat(matching.stream(), found.stream()).findFirst().orElseThrow();
    }

    private static void requireOne(
            List<Adoption> matching, Function<Adoption, String> what, String message, String option) {
        List<String> names = matching.stream().map(what).distinct().toList();
        if (names.size() > 1) {
            throw new SwitchbackException.Unreadable(
                    "ambiguous_adoption",
                    message + ": " + String.join(", ", names),
                    "Name one with " + option + ". Nothing was done.",
                    Optional.empty());
        }
    }

    private static SwitchbackException nothingThere(AdoptionRequest.Choice choice, List<ToolTable> all) {
        String what =
                choice.from().map(from -> "there is no table of " + from).orElse("no other tool left a table here");
        return new SwitchbackException.Unreadable(
                "nothing_to_adopt",
                what,
                all.isEmpty()
                        ? "Look whether this is the database that was meant, and whether the user may read its tables."
                        : "There is " + all.stream().map(ToolTable::sentence).collect(Collectors.joining(", ")) + ".",
                Optional.empty());
    }
}
