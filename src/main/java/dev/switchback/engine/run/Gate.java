package dev.switchback.engine.run;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.run.RunOptions.Answer;
import dev.switchback.engine.run.RunOptions.Confirmation;
import java.util.Optional;

/** Stands in front of everything that destroys: the same for window, command line and Java API. */
public final class Gate {

    private final String databaseName;
    private final Kind kind;

    /** Whether a yes is enough. */
    public enum Kind {
        OPEN,
        /** The database's name has to be typed. */
        GUARDED
    }

    public Gate(String databaseName, Kind kind) {
        this.databaseName = databaseName;
        this.kind = kind;
    }

    /** Empty when the plan may run, else why not. */
    public Optional<RunFailure> judge(Plan plan, Confirmation confirmation) {
        boolean destroys = plan.direction() == Direction.DOWN
                || plan.steps().stream()
                        .flatMap(step -> step.warnings().stream())
                        .anyMatch(warning -> warning.code() == FindingCode.DESTRUCTIVE);
        if (plan.direction() == Direction.UP && (!destroys || kind == Kind.OPEN)) {
            return Optional.empty();
        }
        return judge(
                confirmation,
                plan.direction() == Direction.DOWN ? "Rolling back" : "This plan removes data or structure; it");
    }

    /** Empty when a change of the record may be made, else why not. */
    public Optional<RunFailure> judge(Confirmation confirmation, String what) {
        if (confirmation.agreed() == Answer.NOT_ASKED) {
            return Optional.of(failure(
                    "confirmation_needed", what + " has to be confirmed", "Confirm it: --yes on the command line."));
        }
        if (kind == Kind.OPEN) {
            return Optional.empty();
        }
        if (confirmation.typedName().isEmpty()) {
            return Optional.of(failure(
                    "confirmation_needed",
                    what + " on a guarded database wants its name typed",
                    "Type the name of the database: --confirm " + databaseName + " on the command line."));
        }
        if (!confirmation.typedName().get().equals(databaseName)) {
            return Optional.of(failure(
                    "name_mismatch",
                    "the typed name " + confirmation.typedName().get() + " is not the name of this database",
                    "This is the database " + databaseName + ". Nothing was done."));
        }
        return Optional.empty();
    }

    private static RunFailure failure(String code, String message, String advice) {
        return new RunFailure(code, message, Optional.empty(), Optional.empty(), RunFailure.Server.SILENT, advice);
    }
}
