package dev.switchback.ui.rollback;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The state of the rollback dialog: steps, choices, trial, reason and the typed confirmation. */
public final class RollbackViewModel {

    private final RollbackSubject subject;
    private final ObservableList<StepRow> steps;
    private final ObjectProperty<StepRow> selected;
    private final ObjectProperty<RollbackTrial> trial = new SimpleObjectProperty<>(new RollbackTrial.Counting());
    private final StringProperty reason = new SimpleStringProperty("");
    private final StringProperty typedName = new SimpleStringProperty("");
    private final BooleanBinding confirmed;

    public RollbackViewModel(RollbackSubject subject) {
        if (subject.plan().isEmpty()) {
            throw new IllegalArgumentException("there is nothing to roll back");
        }
        this.subject = subject;
        this.steps = FXCollections.observableList(
                IntStream.range(0, subject.plan().steps().size())
                        .mapToObj(i -> new StepRow(subject.plan().steps().get(i), i + 1))
                        .toList());
        this.selected = new SimpleObjectProperty<>(steps.getFirst());
        this.confirmed = Bindings.createBooleanBinding(
                () -> !isGuarded() || typedName.get().equals(subject.database().name()), typedName);
    }

    public RollbackSubject subject() {
        return subject;
    }

    public ObservableList<StepRow> steps() {
        return steps;
    }

    public ObjectProperty<StepRow> selectedProperty() {
        return selected;
    }

    public ObjectProperty<RollbackTrial> trialProperty() {
        return trial;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public StringProperty typedNameProperty() {
        return typedName;
    }

    /** Whether the button that runs may be pressed. */
    public BooleanBinding confirmed() {
        return confirmed;
    }

    public boolean isGuarded() {
        return subject.guard() == Profile.Guard.GUARDED;
    }

    /** Whether every step runs in a transaction of its own; otherwise an error can leave half a step. */
    public boolean isTransactional() {
        return steps.stream().allMatch(row -> row.step().isTransactional());
    }

    /** What the trial found out about the selected step. */
    public Optional<Trial> selectedTrial() {
        return switch (trial.get()) {
            case RollbackTrial.Counted counted ->
                counted.report().trials().stream()
                        .filter(each -> each.report()
                                .step()
                                .id()
                                .equals(selected.get().step().id()))
                        .findFirst();
            case RollbackTrial.Counting counting -> Optional.empty();
            case RollbackTrial.Impossible impossible -> Optional.empty();
        };
    }

    /** How the chosen scripts are to be tried; confirmed, because a trial leaves nothing. */
    public RunOptions trialOptions() {
        return options(Confirmation.typed(subject.database().name()));
    }

    /** How to run what was chosen, with exactly what the user typed. */
    public RunOptions runOptions() {
        return options(isGuarded() ? Confirmation.typed(typedName.get()) : Confirmation.YES);
    }

    private RunOptions options(Confirmation confirmation) {
        Map<MigrationId, DownChoice> choices =
                steps.stream().collect(Collectors.toMap(row -> row.step().id(), StepRow::choice));
        Optional<String> typedReason = Optional.of(reason.get().strip()).filter(text -> !text.isEmpty());
        return new RunOptions(
                RunOptions.Atomicity.PER_MIGRATION, choices, typedReason, confirmation, RunOptions.DEFAULT_LOCK_WAIT);
    }

    /** The ids of all steps, for messages. */
    public List<MigrationId> ids() {
        return steps.stream().map(row -> row.step().id()).toList();
    }
}
