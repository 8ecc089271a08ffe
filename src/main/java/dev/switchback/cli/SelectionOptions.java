package dev.switchback.cli;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which migrations a command is about; ids may be shortened where that is clear. */
final class SelectionOptions {

    static final List<String> ONLY_UP = List.of("--target", "--count", "--phase");
    static final List<String> ONLY_DOWN = List.of("--steps", "--to", "--all", "--script", "--takes-back");

    @Option(names = "--target", paramLabel = "ID", description = "Up: this migration and all it needs.")
    private @Nullable String target;

    @Option(
            names = "--only",
            paramLabel = "ID",
            description = "Up: exactly this one. Down: this one with its dependents.")
    private @Nullable String only;

    @Option(names = "--count", paramLabel = "N", description = "Up: the next N.")
    private @Nullable Integer count;

    @Option(
            names = "--phase",
            paramLabel = "P",
            description = "Up: everything up to the end of a phase, past its gate.")
    private @Nullable String phase;

    @Option(names = "--steps", paramLabel = "N", description = "Down: the last N.")
    private @Nullable Integer steps;

    @Option(names = "--to", paramLabel = "ID", description = "Down: everything applied after this one, which stays.")
    private @Nullable String to;

    @Option(names = "--all", description = "Down: everything.")
    private boolean all;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Down: runs this file of the project, such as a lone rollback.sql, for --takes-back.")
    private @Nullable Path script;

    @Option(
            names = "--takes-back",
            paramLabel = "ID",
            split = ",",
            description = "Down: what the file of --script takes back; several with commas.")
    private List<String> takesBack = List.of();

    Selection up(Function<String, MigrationId> ids) {
        List<String> given = given();
        refuse(given, ONLY_DOWN, "the way down");
        if (target != null) {
            return new Selection.Target(ids.apply(target));
        }
        if (only != null) {
            return new Selection.Only(ids.apply(only));
        }
        if (phase != null) {
            return new Selection.ThroughPhase(phase);
        }
        return count == null ? new Selection.Everything() : counted(count);
    }

    /** @param scripts reads a file of the project */
    Selection down(Function<String, MigrationId> ids, Function<Path, Script> scripts) {
        List<String> given = given();
        refuse(given, ONLY_UP, "the way up");
        if (script != null) {
            return byScript(script, ids, scripts);
        }
        if (to != null) {
            return new Selection.Target(ids.apply(to));
        }
        if (only != null) {
            return new Selection.Only(ids.apply(only));
        }
        if (steps != null) {
            return counted(steps);
        }
        if (all) {
            return new Selection.Everything();
        }
        throw wrong("say what to roll back: --steps N, --to ID, --only ID, --all or --script FILE");
    }

    private Selection byScript(Path file, Function<String, MigrationId> ids, Function<Path, Script> scripts) {
        if (takesBack.isEmpty()) {
            throw wrong("say which migrations " + file.getFileName() + " takes back: --takes-back ID,ID");
        }
        return new Selection.ByScript(
                scripts.apply(file), takesBack.stream().map(ids).toList());
    }

    /** What names migrations, or counts them, is about one set; and sets go back one by one. */
    void requireEverything(Direction direction) {
        List<String> given = given();
        if (!given.isEmpty() || direction == Direction.DOWN) {
            throw wrong(
                    (given.isEmpty() ? "--down" : given.getFirst())
                            + " is about one set, and the sets of this project have databases of their own",
                    "Say which set is meant with --set.");
        }
    }

    /** At most one of them: a second one that is silently ignored could run far more than was meant. */
    private List<String> given() {
        Map<String, Optional<?>> values = Map.of(
                "--script", Optional.ofNullable(script),
                "--target", Optional.ofNullable(target),
                "--only", Optional.ofNullable(only),
                "--count", Optional.ofNullable(count),
                "--phase", Optional.ofNullable(phase),
                "--steps", Optional.ofNullable(steps),
                "--to", Optional.ofNullable(to),
                "--all", Optional.of(all).filter(Boolean::booleanValue));
        List<String> given = new ArrayList<>();
        values.forEach((name, value) -> value.ifPresent(present -> given.add(name)));
        given.sort(null);
        if (given.size() > 1) {
            throw wrong(String.join(" and ", given) + " exclude each other");
        }
        return given;
    }

    private static void refuse(List<String> given, List<String> foreign, String way) {
        given.stream().filter(foreign::contains).findFirst().ifPresent(name -> {
            throw wrong(name + " belongs to " + way);
        });
    }

    private static Selection counted(int number) {
        if (number < 1) {
            throw wrong("the number has to be 1 or more");
        }
        return new Selection.Count(number);
    }

    static SwitchbackException.Unreadable wrong(String message) {
        return wrong(message, "Look at --help.");
    }

    static SwitchbackException.Unreadable wrong(String message, String advice) {
        return new SwitchbackException.Unreadable("wrong_use", message, advice, Optional.empty());
    }
}
