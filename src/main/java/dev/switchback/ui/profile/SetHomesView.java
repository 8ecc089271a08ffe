package dev.switchback.ui.profile;

import dev.switchback.engine.SetDatabases;
import dev.switchback.engine.SetDatabases.Word;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Asks for the database of each set: the one that its own variable names, or that of a saved connection. */
public final class SetHomesView extends VBox {

    private final List<Profile> profiles;
    private final List<Row> rows = new ArrayList<>();
    private final Button connect = button("connect");
    private final Label trouble = new Label();
    private SetDatabases databases;
    private Optional<Path> variables = Optional.empty();

    /**
     * What the buttons do.
     *
     * @param file asks for a file with variables
     * @param read looks into a file with variables, and tells what it says
     * @param connect takes what was chosen, and the file that was read
     */
    public record Handlers(
            Function<Window, Optional<Path>> file,
            BiConsumer<Path, Consumer<Reading>> read,
            BiConsumer<SequencedMap<String, Word>, Optional<Path>> connect,
            Runnable leave) {}

    /** What came of looking into a file with variables. */
    public sealed interface Reading {

        /** The databases with its variables. */
        record Known(SetDatabases databases, Path file) implements Reading {}

        /** It cannot be read. */
        record Failed(SwitchbackException failure) implements Reading {}
    }

    /** One set: where it may be, and what is in the way. */
    private final class Row extends VBox {

        private final String set;
        private final ComboBox<Optional<Word>> homes = new ComboBox<>();
        private final Label obstacle = new Label();

        Row(String set) {
            this.set = set;
            Label name = new Label(set);
            name.getStyleClass().add("set-home-name");
            homes.setId("sets-home-" + rows.size());
            homes.setAccessibleText(set);
            homes.setMaxWidth(Double.MAX_VALUE);
            homes.setConverter(new Words());
            homes.valueProperty().addListener((chosen, before, now) -> connect.setDisable(chosen().isEmpty()));
            obstacle.getStyleClass().add("muted");
            obstacle.setWrapText(true);
            getStyleClass().add("set-home");
            getChildren().addAll(name, homes, obstacle);
        }

        /** Offers what is possible now; the variable first, then connections for this set, then those for any. */
        void offer() {
            Optional<String> why = databases.obstacle(set);
            List<Optional<Word>> offered = new ArrayList<>();
            if (why.isEmpty()) {
                offered.add(Optional.of(new Word.Variable()));
            }
            saved(Optional.of(set)).forEach(offered::add);
            saved(Optional.empty()).forEach(offered::add);
            offered.add(Optional.empty());
            homes.getItems().setAll(offered);
            boolean known = why.isEmpty() || !saved(Optional.of(set)).isEmpty();
            homes.setValue(known ? offered.getFirst() : Optional.empty());
            obstacle.setText(why.orElse(""));
            obstacle.setManaged(why.isPresent());
        }

        private List<Optional<Word>> saved(Optional<String> named) {
            return profiles.stream()
                    .filter(profile -> profile.settings().set().equals(named))
                    .map(profile -> Optional.<Word>of(new Word.Saved(profile)))
                    .toList();
        }
    }

    /** How a choice is called. */
    private final class Words extends StringConverter<Optional<Word>> {

        @Override
        @SuppressWarnings("NullableOptional") // a box without a choice asks how null is called
        public String toString(@Nullable Optional<Word> choice) {
            return choice == null || choice.isEmpty() ? Texts.get("sets.none") : text(choice.get());
        }

        private String text(Word word) {
            return switch (word) {
                case Word.Variable variable ->
                    variables
                            .map(file -> Texts.get("sets.variables", file.getFileName()))
                            .orElse(Texts.get("sets.variable"));
                case Word.Saved saved ->
                    saved.profile().environment().name() + "  "
                            + saved.profile().name();
            };
        }

        @Override
        public Optional<Word> fromString(String text) {
            return Optional.empty(); // the box is not typed into
        }
    }

    public SetHomesView(List<String> sets, List<Profile> profiles, SetDatabases databases, Handlers handlers) {
        this.profiles = profiles;
        this.databases = databases;
        setId("set-homes");
        getStyleClass().add("dialog-box");
        Label title = new Label(Texts.get("sets.title"));
        title.getStyleClass().add("rollback-title");
        Label lead = new Label(Texts.get("sets.lead"));
        lead.setWrapText(true);
        trouble.setId("sets-trouble");
        trouble.getStyleClass().add("history-failure");
        trouble.setWrapText(true);
        trouble.setManaged(false);
        getChildren().addAll(title, lead);
        for (String set : sets) {
            Row row = new Row(set);
            rows.add(row);
            getChildren().add(row);
        }
        rows.forEach(Row::offer);
        getChildren().addAll(trouble, buttons(handlers));
    }

    private HBox buttons(Handlers handlers) {
        Button file = button("file");
        file.setOnAction(event -> handlers.file()
                .apply(getScene().getWindow())
                .ifPresent(path -> handlers.read().accept(path, this::show)));
        Button leave = button("leave");
        leave.setCancelButton(true);
        leave.setOnAction(event -> handlers.leave().run());
        connect.getStyleClass().add("primary");
        connect.setDefaultButton(true);
        connect.setOnAction(event -> handlers.connect().accept(chosen(), variables));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(file, gap, leave, connect);
        buttons.getStyleClass().add("rollback-buttons");
        return buttons;
    }

    private static Button button(String key) {
        Button button = new Button(Texts.get("sets." + key));
        button.setId("sets-" + key);
        return button;
    }

    private void show(Reading reading) {
        switch (reading) {
            case Reading.Known known -> {
                databases = known.databases();
                variables = Optional.of(known.file());
                rows.forEach(Row::offer);
                trouble.setText("");
            }
            case Reading.Failed failed ->
                trouble.setText(
                        failed.failure().getMessage() + "  " + failed.failure().advice());
        }
        trouble.setManaged(!trouble.getText().isEmpty());
    }

    /** The sets that have a database, in the project's order. */
    private SequencedMap<String, Word> chosen() {
        SequencedMap<String, Word> chosen = new LinkedHashMap<>();
        for (Row row : rows) {
            Optional<Word> home = row.homes.getValue();
            if (home != null) {
                home.ifPresent(word -> chosen.put(row.set, word));
            }
        }
        return chosen;
    }
}
