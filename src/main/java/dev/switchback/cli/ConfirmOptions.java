package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOptions.Retries;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user says to what is about to happen. */
final class ConfirmOptions {

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(names = "--confirm", paramLabel = "DATABASE", description = "The database's name, where it is guarded.")
    private @Nullable String confirm;

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
        if (confirm == null) {
            confirm = terminal.line(what + " on a guarded database? Its name: ")
                    .orElse("")
                    .strip();
        }
        if (!name.equals(confirm)) {
            throw SelectionOptions.wrong(
                    "this is not the name of the database; nothing was done",
                    "Connected to another one than you think? Look at `status`.");
        }
    }

    Confirmation confirmation() {
        if (!yes && !answered) {
            return Confirmation.NONE;
        }
        return Optional.ofNullable(confirm).map(Confirmation::typed).orElse(Confirmation.YES);
    }

    Retries retries() {
        return Retries.further(lockRetries);
    }

    Duration lockWait() {
        return Duration.ofSeconds(lockWait);
    }
}
