package dev.switchback.engine.run;

import dev.switchback.engine.snapshot.StructureDifference;
import java.time.Duration;
import java.util.List;

/**
 * What a dry run found out about one step beyond its statements.
 *
 * @param difference what the step did to the structure
 * @param wayBack whether the other direction restored it
 * @param residue what is left when the way back does not restore the structure exactly
 * @param losses for a step down, what goes with it; for a step up, what its down script would destroy
 * @param place where it was tried, for people: "on the target, rolled back" or "in a scratch database"
 */
public record Trial(
        StepReport report,
        StructureDifference difference,
        WayBack wayBack,
        StructureDifference residue,
        List<Loss> losses,
        Place place) {

    /** Whether down undoes up. */
    public enum WayBack {
        /** The structure afterwards equals the one before. */
        EXACT,
        /** Something is left, or missing. */
        LEAVES_RESIDUE,
        /** The down script failed. */
        FAILS,
        NO_DOWN_SCRIPT,
        /** Not looked at: the step itself goes down, or it failed. */
        NOT_TRIED
    }

    /** Where the trial ran. */
    public enum Place {
        TARGET,
        SCRATCH
    }

    public Trial {
        losses = List.copyOf(losses);
    }

    public Duration time() {
        return report.time();
    }
}
