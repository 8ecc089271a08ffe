package dev.switchback.ui.rollback;

import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.plan.DownScripts;
import dev.switchback.engine.plan.PlanStep;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** One step of the rollback and the choice made for it. */
public final class StepRow {

    private static final DownScripts NONE = new DownScripts(Optional.empty(), Optional.empty());

    private final PlanStep step;
    private final int number;
    private final ObjectProperty<DownChoice> choice;

    StepRow(PlanStep step, int number) {
        this.step = step;
        this.number = number;
        this.choice =
                new SimpleObjectProperty<>(scripts().recorded().isPresent() ? DownChoice.RECORDED : DownChoice.FILE);
    }

    public PlanStep step() {
        return step;
    }

    /** What people call it: the migration, or the script that takes several back. */
    public String title() {
        return isScript()
                ? String.valueOf(step.work().script().file().getFileName())
                : step.id().value().replace('_', ' ');
    }

    /** Whether a script of its own runs, and not the down script of a migration. */
    public boolean isScript() {
        return step.work().byScript().isPresent();
    }

    /** Position in the order of execution, from 1. */
    public int number() {
        return number;
    }

    public DownScripts scripts() {
        return step.work().down().orElse(NONE);
    }

    public ObjectProperty<DownChoice> choiceProperty() {
        return choice;
    }

    public DownChoice choice() {
        return choice.get();
    }

    /** Whether there is something to choose between. */
    public boolean differs() {
        return !scripts().identical();
    }

    /** Whether this text exists at all. */
    public boolean has(DownChoice which) {
        return scripts().get(which).isPresent();
    }

    /** The text of one of the two scripts; empty where there is none. */
    public String text(DownChoice which) {
        return scripts().get(which).map(script -> script.text()).orElse("");
    }
}
