package dev.switchback.ui.editor;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.SourceStore;
import dev.switchback.engine.source.SourceStore.Opened;
import dev.switchback.engine.source.SourceStore.Saved;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** The text of the selected migration: its sections to read, its whole file to edit. */
public final class EditorView extends VBox {

    private final Workspace workspace;
    private final SqlArea area = new SqlArea();
    private final ToggleGroup sections = new ToggleGroup();
    private final HBox chips = new HBox();
    private final HBox bar = new HBox();
    private final Label barText = new Label();
    private final Button barButton = new Button();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
    private Optional<Opened> opened = Optional.empty();
    private Optional<MigrationKey> shown = Optional.empty();
    private Part part = Part.UP;

    /** What of a migration is shown. */
    public enum Part {
        UP,
        DOWN,
        CHECKS,
        FILE
    }

    public EditorView(Workspace workspace) {
        this.workspace = workspace;
        setId("editor");
        getStyleClass().add("editor");
        area.setId("sql");
        VirtualizedScrollPane<SqlArea> pane = new VirtualizedScrollPane<>(area);
        VBox.setVgrow(pane, Priority.ALWAYS);
        bar.getStyleClass().add("editor-bar");
        bar.getChildren().addAll(barText, gap(), barButton);
        hideBar();
        getChildren().addAll(header(), bar, pane);
        area.textProperty()
                .addListener((text, before, now) -> dirty.set(
                        opened.filter(file -> !file.text().equals(now)).isPresent()));
        workspace.selectedProperty().addListener((selected, before, now) -> follow());
        workspace.setsProperty().addListener((sets, before, now) -> statusChanged());
        follow();
    }

    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** The name of the shown file, for the tab. */
    public String title() {
        return workspace
                .selectedStatus()
                .flatMap(MigrationStatus::migration)
                .map(migration -> String.valueOf(migration.source().path().getFileName()))
                .orElse(Texts.get("editor.title"));
    }

    private HBox header() {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (Part each : Part.values()) {
            ToggleButton button =
                    new ToggleButton(Texts.get("editor.part." + each.name().toLowerCase(Locale.ROOT)));
            button.setId("part-" + each.name().toLowerCase(Locale.ROOT));
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
                show();
            }
        });
        chips.getStyleClass().add("chips");
        HBox header = new HBox(segments, chips);
        header.getStyleClass().add("editor-header");
        return header;
    }

    /** Another migration was selected; text that is not saved stays until it is. */
    private void follow() {
        if (dirty.get()) {
            bar(Texts.get("editor.unsaved", shown.map(key -> key.id().value()).orElse("")), "editor.discard", () -> {
                dirty.set(false);
                follow();
            });
            return;
        }
        shown = workspace.selectedProperty().get();
        show();
    }

    private void statusChanged() {
        if (!dirty.get()) {
            show();
        }
    }

    private Optional<Migration> migration() {
        return shown.flatMap(workspace::find).flatMap(MigrationStatus::migration);
    }

    private void show() {
        hideBar();
        Optional<MigrationStatus> status = shown.flatMap(workspace::find);
        chips(status);
        opened = Optional.empty();
        if (part == Part.FILE) {
            file(status);
        } else {
            section();
        }
        dirty.set(false);
        status.ifPresent(this::markFindings);
    }

    private void section() {
        Optional<Script> script = migration().flatMap(this::script);
        area.setEditable(false);
        area.setFirstLine(script.map(Script::firstLine).orElse(1));
        area.show(script.map(Script::text).orElse(""));
        if (script.isEmpty() && migration().isPresent()) {
            bar(Texts.get("editor.nosection." + part.name().toLowerCase(Locale.ROOT)), "editor.edit", this::edit);
        }
    }

    private Optional<Script> script(Migration migration) {
        return switch (part) {
            case UP, FILE -> Optional.of(migration.scripts().up());
            case DOWN -> migration.scripts().down();
            case CHECKS ->
                migration.scripts().checks().stream()
                        .map(Check::script)
                        .reduce((one, other) ->
                                new Script(one.text() + "\n" + other.text(), one.file(), one.firstLine()));
        };
    }

    private void file(Optional<MigrationStatus> status) {
        area.setFirstLine(1);
        try {
            if (migration().isEmpty()) {
                area.show("");
                area.setEditable(false);
                return;
            }
            Opened file = SourceStore.open(migration().get().source().path());
            area.show(file.text());
            opened = Optional.of(file);
            boolean applied = status.filter(each -> each.state() == MigrationState.COMPLETED)
                    .isPresent();
            area.setEditable(!applied);
            if (applied) {
                bar(Texts.get("editor.applied"), "editor.unlock", () -> {
                    area.setEditable(true);
                    hideBar();
                });
            }
        } catch (IOException failure) {
            area.setEditable(false);
            bar(Texts.get("editor.unreadable", String.valueOf(failure.getMessage())), "editor.again", this::show);
        }
    }

    /** Shows the whole file, ready to be changed. */
    public void edit() {
        sections.getToggles().stream()
                .filter(toggle -> toggle.getUserData() == Part.FILE)
                .findFirst()
                .ifPresent(sections::selectToggle);
        area.requestFocus();
    }

    /** Saves the file; what another program wrote meanwhile is never overwritten. */
    public void save() {
        if (opened.isEmpty() || !dirty.get()) {
            return;
        }
        try {
            Saved saved = SourceStore.save(
                    opened.get().file(), area.getText(), opened.get().digest());
            switch (saved) {
                case Saved.Done done -> {
                    opened = Optional.of(done.now());
                    dirty.set(false);
                    workspace.refresh();
                }
                case Saved.ChangedOnDisk changed ->
                    bar(Texts.get("editor.changed"), "editor.theirs", () -> {
                        area.show(changed.theirs().text());
                        opened = Optional.of(changed.theirs());
                        dirty.set(false);
                        hideBar();
                    });
                case Saved.Gone gone -> bar(Texts.get("editor.gone"), "editor.again", this::show);
            }
        } catch (IOException failure) {
            bar(Texts.get("editor.unsavable", String.valueOf(failure.getMessage())), "editor.again", this::save);
        }
    }

    private void markFindings(MigrationStatus status) {
        for (Finding finding : status.findings()) {
            finding.line()
                    .ifPresent(line ->
                            area.markLine(line, "line-" + finding.severity().text()));
        }
    }

    private void chips(Optional<MigrationStatus> status) {
        chips.getChildren().clear();
        status.flatMap(MigrationStatus::migration).ifPresent(migration -> {
            chips.getChildren().add(chip(migration.header().type().text()));
            if (!migration.needs().isEmpty()) {
                Label word = new Label(Texts.get("editor.dependsOn"));
                word.getStyleClass().add("muted");
                chips.getChildren().add(word);
                chips.getChildren()
                        .add(chip(migration.needs().stream()
                                        .limit(2)
                                        .map(id -> id.value().replace('_', ' '))
                                        .collect(Collectors.joining(", "))
                                + (migration.needs().size() > 2 ? " …" : "")));
            }
        });
    }

    private static Label chip(String text) {
        Label chip = new Label(text);
        chip.getStyleClass().addAll("badge", "chip");
        return chip;
    }

    private void bar(String text, String buttonKey, Runnable action) {
        barText.setText(text);
        barText.setWrapText(true);
        barButton.setText(Texts.get(buttonKey));
        barButton.setOnAction(event -> action.run());
        bar.setVisible(true);
        bar.setManaged(true);
    }

    private void hideBar() {
        bar.setVisible(false);
        bar.setManaged(false);
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
