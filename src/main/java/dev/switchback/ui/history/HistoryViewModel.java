package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.ui.workspace.MigrationKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** Decides which entries of the history are shown, and which runs belong together. */
final class HistoryViewModel {

    private static final int MOST_RUNS = 24;

    private final ObservableList<HistoryEntry> entries = FXCollections.observableArrayList();
    private final FilteredList<HistoryEntry> shown = new FilteredList<>(entries);
    private final StringProperty words = new SimpleStringProperty("");
    private final ObjectProperty<Optional<HistoryAction>> action = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<MigrationState>> result = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<MigrationKey>> only = new SimpleObjectProperty<>(Optional.empty());

    HistoryViewModel() {
        words.addListener((text, before, now) -> filter());
        action.addListener((chosen, before, now) -> filter());
        result.addListener((chosen, before, now) -> filter());
        only.addListener((chosen, before, now) -> filter());
    }

    /** Everything that is known, the newest first. */
    ObservableList<HistoryEntry> entries() {
        return entries;
    }

    /** What passes all filters. */
    FilteredList<HistoryEntry> shown() {
        return shown;
    }

    /** Words that all have to be somewhere in an entry. */
    StringProperty wordsProperty() {
        return words;
    }

    /** Empty lets all actions through. */
    ObjectProperty<Optional<HistoryAction>> actionProperty() {
        return action;
    }

    /** Empty lets all results through. */
    ObjectProperty<Optional<MigrationState>> resultProperty() {
        return result;
    }

    /** Empty lets all migrations through. */
    ObjectProperty<Optional<MigrationKey>> onlyProperty() {
        return only;
    }

    private void filter() {
        String[] wanted = words.get().toLowerCase(Locale.ROOT).strip().split("\\s+");
        Optional<HistoryAction> how = action.get();
        Optional<MigrationState> outcome = result.get();
        Optional<MigrationKey> whose = only.get();
        shown.setPredicate(entry -> how.map(entry.action()::equals).orElse(true)
                && outcome.map(entry.event().status()::equals).orElse(true)
                && whose.map(key(entry)::equals).orElse(true)
                && matches(entry, wanted));
    }

    private static boolean matches(HistoryEntry entry, String[] wanted) {
        HistoryEntry.Event event = entry.event();
        String text = String.join(
                        " ",
                        entry.set(),
                        entry.id().value(),
                        entry.action().text(),
                        event.status().text(),
                        event.reason().orElse(""),
                        event.actor().osUser(),
                        event.actor().databaseUser(),
                        event.actor().host(),
                        event.failure()
                                .map(failure -> failure.sqlState().orElse("") + " " + failure.message())
                                .orElse(""))
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(wanted).allMatch(text::contains);
    }

    static MigrationKey key(HistoryEntry entry) {
        return new MigrationKey(entry.set(), entry.id());
    }

    /** The newest runs of a migration's scripts, the oldest of them first; changes of the record take no time. */
    List<HistoryEntry> runs(MigrationKey key) {
        return entries.stream()
                .filter(entry -> key(entry).equals(key))
                .filter(entry -> entry.action() == HistoryAction.UP || entry.action() == HistoryAction.DOWN)
                .limit(MOST_RUNS)
                .toList()
                .reversed();
    }
}
