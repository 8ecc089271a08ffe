package dev.switchback.ui;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.run.AlembicModels;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for name and type of a new migration, and writes it. */
final class NewMigrationDialog {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final TextField name = new TextField();
    private final ComboBox<String> set = new ComboBox<>();
    private final ComboBox<String> type = new ComboBox<>();
    private final CheckBox fromModels = new CheckBox(Texts.get("new.fromModels"));

    NewMigrationDialog(Workspace workspace, RollbackWorkflow.Host host) {
        this.workspace = workspace;
        this.host = host;
    }

    /** Has what the models of a set have and the database has not written, unless the user says otherwise. */
    void openFromModels(String name) {
        open();
        set.getSelectionModel().select(name);
        fromModels.setSelected(true);
    }

    void open() {
        Label title = new Label(Texts.get("new.title"));
        title.getStyleClass().add("rollback-title");
        name.setId("new-name");
        name.setPromptText(Texts.get("new.name"));
        set.setId("new-set");
        project().sets().forEach(each -> set.getItems().add(each.name()));
        set.getSelectionModel().selectFirst();
        type.setId("new-type");
        for (MigrationType each : MigrationType.values()) {
            type.getItems().add(each.text());
        }
        type.setValue(MigrationType.CUSTOM_SQL.text());
        fromModels.setId("new-from-models");
        set.valueProperty().addListener((value, before, now) -> offerModels());
        offerModels();
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setOnAction(event -> host.hideDialog());
        Button create = new Button(Texts.get("new.create"));
        create.setId("new-create");
        create.setDefaultButton(true);
        create.getStyleClass().add("primary");
        create.disableProperty().bind(name.textProperty().isEmpty());
        create.setOnAction(event -> create());
        HBox buttons = new HBox(leave, create);
        buttons.getStyleClass().add("rollback-buttons");
        VBox box = new VBox(title, name, set, type, fromModels, buttons);
        box.setId("new-migration-box");
        box.getStyleClass().add("dialog-box");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(box);
        name.requestFocus();
    }

    /** Only models can be compared with a database, and only sets of Alembic have them. */
    private void offerModels() {
        boolean ofAlembic = project().set(set.getValue()).stream()
                .anyMatch(each -> each.alembic().isPresent());
        fromModels.setVisible(ofAlembic);
        fromModels.setManaged(ofAlembic);
        fromModels.setDisable(workspace
                .statusProperty()
                .get()
                .flatMap(status -> status.set(set.getValue()))
                .isEmpty());
        type.setDisable(ofAlembic);
    }

    private Project project() {
        return workspace.projectProperty().get().orElseThrow().project();
    }

    private void create() {
        host.hideDialog();
        MigrationSet target = project().set(set.getValue()).orElseThrow();
        MigrationType kind = MigrationType.of(type.getValue()).orElse(MigrationType.CUSTOM_SQL);
        NewMigration migration =
                new NewMigration(name.getText(), kind, target.alembic().isPresent() ? List.of() : heads(target));
        if (fromModels.isVisible() && !fromModels.isDisabled() && fromModels.isSelected()) {
            autogenerate(target, migration);
            return;
        }
        Switchback opened = workspace.projectProperty().get().orElseThrow();
        workspace
                .tasks()
                .run(
                        Texts.get("new.title"),
                        cancellation -> opened.create(target, migration),
                        file -> workspace.refresh(() -> select(target.name(), file)));
    }

    /** What Alembic wrote is opened, to be read before it runs. */
    private void autogenerate(MigrationSet target, NewMigration migration) {
        workspace.ask(
                Texts.get("new.title"),
                (database, cancellation) -> database.autogenerate(
                        target.name(), migration, new AlembicModels.Onlooker(line -> {}, cancellation)),
                made -> workspace.refresh(() -> made.file().ifPresent(file -> select(target.name(), file))));
    }

    /** A new migration usually follows what is there. */
    private static List<String> heads(MigrationSet set) {
        return set.heads().stream().map(id -> id.value()).limit(3).toList();
    }

    private void select(String setName, Path file) {
        workspace.setsProperty().get().stream()
                .filter(each -> each.set().name().equals(setName))
                .flatMap(each -> each.set().migrations().stream())
                .filter(migration -> migration.source().path().equals(file))
                .findFirst()
                .ifPresent(migration ->
                        workspace.selectedProperty().set(Optional.of(new MigrationKey(setName, migration.id()))));
    }
}
