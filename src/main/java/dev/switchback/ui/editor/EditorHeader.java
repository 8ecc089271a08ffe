package dev.switchback.ui.editor;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.ui.text.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** What of a migration is shown, and in a few words what it is. */
final class EditorHeader extends HBox {

    private static final int SHOWN_NEEDS = 2;

    private final ToggleGroup sections = new ToggleGroup();
    private final HBox chips = new HBox();
    private Part part = Part.UP;

    /** What of a migration is shown. */
    enum Part {
        UP,
        DOWN,
        CHECKS,
        FILE;

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The SQL of this part; empty where the migration has none. */
        Optional<Script> script(Migration migration) {
            return switch (this) {
                case UP, FILE -> Optional.of(migration.scripts().up());
                case DOWN -> migration.scripts().down();
                case CHECKS ->
                    migration.scripts().checks().stream()
                            .map(Check::script)
                            .reduce((one, other) ->
                                    new Script(one.text() + "\n" + other.text(), one.file(), one.firstLine()));
            };
        }
    }

    EditorHeader(Runnable onChange) {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (Part each : Part.values()) {
            ToggleButton button = new ToggleButton(Texts.get("editor.part." + each.key()));
            button.setId("part-" + each.key());
            button.setToggleGroup(sections);
            button.setUserData(each);
            button.setSelected(each == part);
            segments.getChildren().add(button);
        }
        sections.selectedToggleProperty().addListener((toggles, before, now) -> {
            if (now == null) {
                sections.selectToggle(before);
            } else if (now.getUserData() instanceof Part wanted && wanted != part) {
                part = wanted;
                onChange.run();
            }
        });
        chips.getStyleClass().add("chips");
        getChildren().addAll(segments, chips);
        getStyleClass().add("editor-header");
    }

    Part part() {
        return part;
    }

    void choose(Part wanted) {
        sections.getToggles().stream()
                .filter(toggle -> toggle.getUserData() == wanted)
                .findFirst()
                .ifPresent(sections::selectToggle);
    }

    void show(Optional<MigrationStatus> status) {
        chips.getChildren().clear();
        status.flatMap(MigrationStatus::migration).ifPresent(this::chips);
    }

    private void chips(Migration migration) {
        chips.getChildren().add(chip(migration.header().type().text()));
        if (migration.needs().isEmpty()) {
            return;
        }
        Label word = new Label(Texts.get("editor.dependsOn"));
        word.getStyleClass().add("muted");
        String needs = migration.needs().stream()
                .limit(SHOWN_NEEDS)
                .map(id -> id.value().replace('_', ' '))
                .collect(Collectors.joining(", "));
        chips.getChildren().addAll(word, chip(needs + (migration.needs().size() > SHOWN_NEEDS ? " …" : "")));
    }

    private static Label chip(String text) {
        Label chip = new Label(text);
        chip.getStyleClass().addAll("badge", "chip");
        return chip;
    }
}
