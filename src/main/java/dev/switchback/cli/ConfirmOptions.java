package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOptions.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the user says to what is about to happen. */
final class ConfirmOptions {

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "DATABASE",
            description = "The database's name, where it is guarded; may be repeated for several databases.")
    private List<String> confirm = new ArrayList<>();

    @Option(
            names = "--lock-retries",
            paramLabel = "N",
            description = "How often to begin a migration again when a table is in use; 2.")
    private int lockRetries = 2;

    @Option(names = "--lock-wait", paramLabel = "SECONDS", description = "How long to wait for another manager; 60.")
    private long lockWait = RunOptions.DEFAULT_LOCK_WAIT.toSeconds();

    private boolean answered;

    /** Whether the user agreed beforehand. */
    boolean isAgreed() {
        return yes;
    }

    /** Asks on a terminal, on a guarded database for its name; without a terminal, --yes has to be there. */
    void require(Face face, TargetDatabase target, String what) {
        if (yes) {
            return;
        }
        Face.Terminal terminal = face.terminal()
                .orElseThrow(() -> SelectionOptions.wrong(
                        what + " has to be confirmed", "Give --yes, or run it on a terminal. Nothing was done."));
        if (target.isGuarded()) {
            askName(terminal, target.status().database().name(), what);
        } else {
            askYes(terminal, what);
        }
        answered = true;
    }

    private static void askYes(Face.Terminal terminal, String what) {
        String answer = terminal.line(what + "? [y/N] ").orElse("").strip();
        if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
            throw SelectionOptions.wrong("not confirmed; nothing was done", "Answer y, or give --yes.");
        }
    }

    private void askName(Face.Terminal terminal, String name, String what) {
        if (confirm.isEmpty() || answered) {
            confirm.add(terminal.line(what + " on a guarded database? Its name: ")
                    .orElse("")
                    .strip());
        }
        if (!confirm.contains(name)) {
            throw SelectionOptions.wrong(
                    "this is not the name of the database; nothing was done",
                    "Connected to another one than you think? Look at `status`.");
        }
    }

    /** Refuses a guarded database whose name was not typed. */
    void requireName(TargetDatabase target) {
        if (target.isGuarded() && !confirm.contains(target.status().database().name())) {
            throw SelectionOptions.wrong(
                    "one of the databases is guarded, and its name was not typed; nothing was done on any of them",
                    "Give --confirm NAME for each guarded database.");
        }
    }

    /** For each of several databases, the name that was typed for it. */
    Confirmation confirmation(TargetDatabase target) {
        if (!yes && !answered) {
            return Confirmation.NONE;
        }
        if (confirm.size() < 2) {
            return confirm.stream().findFirst().map(Confirmation::typed).orElse(Confirmation.YES);
        }
        String name = target.status().database().name();
        return Confirmation.typed(confirm.contains(name) ? name : confirm.getFirst());
    }

    Retries retries() {
        return Retries.further(lockRetries);
    }

    Duration lockWait() {
        return Duration.ofSeconds(lockWait);
    }
}
