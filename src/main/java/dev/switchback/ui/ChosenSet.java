package dev.switchback.ui;

import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;

/** The set that an action on a whole set is about: that of the selected migration, else the only one. */
final class ChosenSet {

    private final Workspace workspace;

    ChosenSet(Workspace workspace) {
        this.workspace = workspace;
    }

    Optional<SetStatus> find() {
        var sets = workspace.setsProperty().get();
        Optional<SetStatus> selected = workspace
                .selectedProperty()
                .get()
                .flatMap(key -> sets.stream()
                        .filter(each -> each.set().name().equals(key.set()))
                        .findFirst());
        return selected.or(() -> sets.stream().filter(each -> sets.size() == 1).findFirst());
    }

    /** The set, where the action can be done. */
    MigrationSet get() {
        return find().orElseThrow().set();
    }

    /** What stands in the way of an action on a set without any database. */
    ObjectBinding<Optional<String>> obstacle(Function<SetStatus, Optional<String>> further) {
        return Bindings.createObjectBinding(
                () -> withoutSet(further), workspace.setsProperty(), workspace.selectedProperty());
    }

    /** The same for an action that asks the connected database. */
    ObjectBinding<Optional<String>> obstacleThere(Function<SetStatus, Optional<String>> further) {
        return Bindings.createObjectBinding(
                () -> workspace.statusProperty().get().isPresent()
                        ? withoutSet(further)
                        : Optional.of(Texts.get("obstacle.offline")),
                workspace.statusProperty(),
                workspace.setsProperty(),
                workspace.selectedProperty());
    }

    private Optional<String> withoutSet(Function<SetStatus, Optional<String>> further) {
        Optional<SetStatus> set = find();
        return set.isPresent() ? further.apply(set.get()) : Optional.of(Texts.get("obstacle.set"));
    }
}
