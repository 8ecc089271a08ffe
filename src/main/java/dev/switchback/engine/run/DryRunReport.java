package dev.switchback.engine.run;

import java.util.List;

/**
 * A dry run: really executed, then rolled back.
 *
 * @param outcome as a run's, with every step rolled back
 * @param trials in the order of the steps; none for a step that failed or was not tried
 * @param notes what could not be tried and why, where a down script fails, which sequences moved on
 */
public record DryRunReport(RunOutcome outcome, List<Trial> trials, List<String> notes) {

    public DryRunReport {
        trials = List.copyOf(trials);
        notes = List.copyOf(notes);
    }
}
