package dev.switchback.ui.editor;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.SourceStore.Opened;
import dev.switchback.engine.source.SourceStore.Saved;
import dev.switchback.ui.editor.EditorBar.Choice;
import dev.switchback.ui.editor.EditorHeader.Part;
import dev.switchback.ui.editor.FileEditing.Loaded;
import dev.switchback.ui.text.Moments;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** The text of the selected migration: its sections to read, its whole file to edit. */
public final class EditorView extends VBox {

    private static final Duration PAUSE = Duration.millis(400);

    private final Workspace workspace;
    private final Drafts drafts;
    private final MigrationFiles files;
    private final FileEditing editing;
    private final SectionText sections;
    private final SqlArea area = new SqlArea();
    private final FindBar findBar = new FindBar(area);
    private final ProblemMarks problems = new ProblemMarks(area);
    private final GoToLineBar goToLine = new GoToLineBar(area);
    private final EditorBar bar = new EditorBar();
    private final EditorHeader header = new EditorHeader(this::show);
    private final PauseTransition typingPause = new PauseTransition(PAUSE);
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
    private Optional<MigrationKey> shown = Optional.empty();

    public EditorView(Workspace workspace, Drafts drafts) {
        this.workspace = workspace;
        this.drafts = drafts;
        this.files = new MigrationFiles(workspace);
        this.editing = new FileEditing(drafts, Clock.systemUTC());
        this.sections = new SectionText(workspace, area);
        setId("editor");
        getStyleClass().add("editor");
        area.setId("sql");
        VirtualizedScrollPane<SqlArea> pane = new VirtualizedScrollPane<>(area);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(header, bar, findBar, goToLine, pane);
        area.textProperty().addListener((text, before, now) -> typed(now));
        area.addEventHandler(KeyEvent.KEY_TYPED, typed -> {
            if (header.part() != Part.FILE && !typed.isShortcutDown() && !typed.isAltDown()) {
                bar.show(Texts.get("editor.section"), new Choice("editor.edit", this::edit));
            }
        });
        typingPause.setOnFinished(event -> {
            keepDraft();
            check();
        });
        workspace.selectedProperty().addListener((selected, before, now) -> follow());
        workspace.setsProperty().addListener((sets, before, now) -> statusChanged());
        follow();
    }

    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** The name of the shown file, for the tab. */
    public String title() {
        return files.path(workspace.selectedProperty().get())
                .map(file -> String.valueOf(file.getFileName()))
                .orElse(Texts.get("editor.title"));
    }

    private void typed(String text) {
        dirty.set(editing.isDirty(text));
        if (editing.file().isPresent()) {
            typingPause.playFromStart();
        }
    }

    /** What is typed outlives a crash, and is there again when the file is shown again. */
    public void keepDraft() {
        typingPause.stop();
        editing.keep(area.getText());
    }

    /** The window closes: what is typed is on disk when this returns. */
    public void close() {
        keepDraft();
        editing.file().ifPresent(drafts::settle);
    }

    /** Another migration was selected; text that is not saved is kept as a draft. */
    private void follow() {
        keepDraft();
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
        bar.hide();
        Optional<MigrationStatus> status = shown.flatMap(workspace::find);
        header.show(status);
        editing.end();
        dirty.set(false);
        if (header.part() == Part.FILE || migration().isEmpty()) {
            file(status);
        } else {
            section();
        }
        if (dirty.get()) {
            check();
        } else {
            problems.show(files.findings(shown));
        }
    }

    private void section() {
        Optional<Script> script = migration().flatMap(header.part()::script);
        sections.show(shown, header.part(), script);
        if (script.isEmpty() && migration().isPresent()) {
            bar.show(
                    Texts.get("editor.nosection." + header.part().name().toLowerCase(Locale.ROOT)),
                    new Choice("editor.edit", this::edit));
        }
    }

    private void file(Optional<MigrationStatus> status) {
        area.setFirstLine(1);
        area.setEditable(false);
        Optional<Path> path = files.path(shown);
        area.setLanguage(path.map(CodeLanguage::of).orElse(CodeLanguage.SQL));
        if (path.isEmpty()) {
            area.show("");
            return;
        }
        try {
            load(FileEditing.load(path.get(), drafts), status);
        } catch (IOException failure) {
            area.show("");
            bar.show(
                    Texts.get("editor.unreadable", String.valueOf(failure.getMessage())),
                    new Choice("editor.again", this::show));
        }
    }

    private void load(Loaded loaded, Optional<MigrationStatus> status) {
        area.show(loaded.text());
        editing.begin(loaded);
        dirty.set(editing.isDirty(area.getText()));
        area.getUndoManager().forgetHistory();
        boolean applied =
                status.filter(each -> each.state() == MigrationState.COMPLETED).isPresent();
        area.setEditable(!applied || loaded.draft().isPresent());
        if (loaded.isOvertaken()) {
            changedOnDisk(loaded.file());
        } else if (loaded.draft().isPresent()) {
            bar.show(
                    Texts.get("editor.draft", Moments.text(loaded.draft().get().at())),
                    new Choice("editor.save", this::save),
                    new Choice("editor.discard", this::discard));
        } else if (applied) {
            bar.show(Texts.get("editor.applied"), new Choice("editor.unlock", () -> {
                area.setEditable(true);
                bar.hide();
                area.requestFocus();
            }));
        }
    }

    private void discard() {
        editing.discard();
        show();
    }

    /** Puts the keyboard into the text. */
    public void focusText() {
        area.requestFocus();
    }

    /** Shows the whole file, ready to be changed. */
    public void edit() {
        header.choose(Part.FILE);
        area.requestFocus();
    }

    /** Saves the file; what another program wrote meanwhile is never overwritten unseen. */
    public void save() {
        if (!dirty.get()) {
            return;
        }
        typingPause.stop();
        try {
            switch (editing.save(area.getText())) {
                case Saved.Done done -> {
                    dirty.set(false);
                    bar.hide();
                    workspace.refresh();
                }
                case Saved.ChangedOnDisk changed -> changedOnDisk(changed.theirs());
                case Saved.Gone gone -> bar.show(Texts.get("editor.gone"), new Choice("editor.discard", this::discard));
            }
        } catch (IOException failure) {
            bar.show(
                    Texts.get("editor.unsavable", String.valueOf(failure.getMessage())),
                    new Choice("editor.again", this::save));
        }
    }

    private void changedOnDisk(Opened theirs) {
        bar.show(
                Texts.get("editor.changed"),
                new Choice("editor.theirs", this::discard),
                new Choice("editor.mine", () -> {
                    editing.rebase(theirs);
                    save();
                }));
    }

    /** Looks for something in the text. */
    public void find() {
        findBar.find();
    }

    /** Looks for something to replace it. */
    public void replace() {
        findBar.replace();
    }

    public void findNext() {
        findBar.next();
    }

    public void findPrevious() {
        findBar.previous();
    }

    /** Asks for a line and goes there. */
    public void askForLine() {
        goToLine.open();
    }

    public void toggleComment() {
        area.toggleComment();
    }

    /** Whether the keyboard is in the text or its bars. */
    public boolean hasKeyboard() {
        return getScene() != null
                && Stream.iterate(getScene().getFocusOwner(), Objects::nonNull, Node::getParent)
                        .anyMatch(this::equals);
    }

    public void nextProblem() {
        problems.next();
    }

    public void previousProblem() {
        problems.previous();
    }

    /** Reads what is typed as the engine will read it; an answer that comes after more typing is of no use. */
    private void check() {
        String text = area.getText();
        workspace.tasks().quietly(() -> area.language().check(text), found -> {
            if (dirty.get() && text.equals(area.getText())) {
                problems.show(found);
            }
        });
    }
}
