package dev.switchback.ui;

import dev.switchback.engine.Version;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.desktop.Exports;
import dev.switchback.ui.profile.EnvironmentColour;
import dev.switchback.ui.profile.PasswordPrompt;
import dev.switchback.ui.profile.PasswordView;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.run.RunLogView;
import dev.switchback.ui.statusbar.StatusBarView;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.tree.MigrationTreeView;
import dev.switchback.ui.welcome.WelcomeView;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Puts the window together: the one place that knows every part. */
public final class SwitchbackWindow implements RollbackWorkflow.Host {

    private final Workspace workspace;
    private final WindowServices services;
    private final Actions actions = new Actions();
    private final NoticeBar notice = new NoticeBar();
    private final Region strip = new Region();
    private final BorderPane frame = new BorderPane();
    private final StackPane middle = new StackPane();
    private final DialogHost dialogs = new DialogHost(frame);
    private final StatusBarView statusBar;
    private final AppToolbar toolbar;
    private final MigrationTreeView tree;
    private final Rooms rooms;
    private final FolderWatch watch;
    private final Scene scene;

    public SwitchbackWindow(Workspace workspace, WindowServices services) {
        this.workspace = workspace;
        this.services = services;
        this.statusBar = new StatusBarView(workspace);
        this.watch = new FolderWatch(workspace);
        registerActions();
        ProjectMenus menus = new ProjectMenus(workspace, services, actions, this::openProject);
        this.toolbar = new AppToolbar(workspace, actions, new AppToolbar.Menus(menus::projects, menus::profiles));
        this.tree = new MigrationTreeView(workspace, toolbar.filterText(), TreeMenu.of(actions));
        this.rooms = new Rooms(
                workspace,
                actions,
                tree,
                services.drafts(workspace.tasks()::aside),
                new Exports(workspace.tasks(), services.desktop(), this::exported));
        this.scene = new Scene(dialogs, 1280, 800);
        assemble();
        actions.install(scene);
        services.memory().theme().apply(scene);
        services.zoom().apply(scene);
        workspace.tasks().onFailure(failure -> new FailureNotice(notice).show(failure, services.logFile()));
        new AdoptionNotice(notice, actions).follow(workspace);
        new StructureNotice(notice, actions, workspace).follow();
        workspace.projectProperty().addListener((project, before, now) -> showMiddle());
        workspace.profileProperty().addListener((profile, before, now) -> showEnvironment());
        showMiddle();
        showEnvironment();
    }

    public Scene scene() {
        return scene;
    }

    private Rooms rooms() {
        return rooms;
    }

    /** Begins to follow the disk. */
    public void start() {
        watch.start();
    }

    /** Lets go of database and disk. */
    public void stop() {
        watch.stop();
        rooms.editor().close();
        workspace.leave();
    }

    private void assemble() {
        frame.getStyleClass().add("window-frame");
        strip.getStyleClass().add("environment-strip");
        strip.setId("environment-strip");
        frame.setTop(new VBox(strip, toolbar, notice));
        frame.setCenter(middle);
        frame.setBottom(statusBar);
    }

    /** The rooms are there from the start, behind the welcome page, so that opening a project has less to do. */
    private void showMiddle() {
        boolean open = workspace.projectProperty().get().isPresent();
        rooms.setDisable(!open);
        if (open) {
            middle.getChildren().setAll(rooms);
        } else {
            middle.getChildren()
                    .setAll(rooms, new WelcomeView(actions, services.memory().recents(), this::openProject));
        }
    }

    private void showEnvironment() {
        Optional<String> colour = workspace.profileProperty().get().map(EnvironmentColour::of);
        strip.getStyleClass().setAll("environment-strip");
        colour.ifPresent(name -> strip.getStyleClass().add("environment-" + name));
        frame.getStyleClass().remove("production");
        colour.filter("production"::equals)
                .ifPresent(name -> frame.getStyleClass().add(name));
    }

    private void registerActions() {
        BooleanBinding open = Bindings.createBooleanBinding(
                () -> workspace.projectProperty().get().isPresent(), workspace.projectProperty());
        new DatabaseActions(workspace, this, this::rooms).register(actions);
        ConvertWorkflow.Ways ways =
                new ConvertWorkflow.Ways(() -> services.desktop().folder(scene.getWindow()), this::openProject);
        new ConvertWorkflow(workspace, this, ways).register(actions);
        actions.on(AppAction.REFRESH, open, workspace::refresh);
        actions.on(AppAction.NEW_MIGRATION, open, () -> new NewMigrationDialog(workspace, this).open());
        actions.on(AppAction.SAVE, open, () -> rooms().editor().save());
        actions.on(AppAction.CANCEL, () -> statusBar.cancel());
        registerViews(open);
    }

    private void registerViews(BooleanBinding open) {
        actions.on(AppAction.FILTER, open, this::findOrFilter);
        actions.on(AppAction.REPLACE, open, () -> rooms().editor().replace());
        actions.on(AppAction.FIND_NEXT, open, () -> rooms().editor().findNext());
        actions.on(AppAction.FIND_PREVIOUS, open, () -> rooms().editor().findPrevious());
        actions.on(AppAction.NEXT_PROBLEM, open, () -> rooms().editor().nextProblem());
        actions.on(AppAction.PREVIOUS_PROBLEM, open, () -> rooms().editor().previousProblem());
        actions.on(AppAction.GO_TO_LINE, open, () -> rooms().editor().askForLine());
        actions.on(AppAction.COMMENT, open, () -> rooms().editor().toggleComment());
        actions.on(AppAction.SHOW_TREE, open, () -> tree.focusTree());
        actions.on(AppAction.SHOW_EDITOR, open, () -> rooms().showEditor());
        actions.on(AppAction.SHOW_GRAPH, open, () -> rooms().showGraph());
        actions.on(AppAction.SHOW_HISTORY, open, () -> rooms().showHistory());
        actions.on(AppAction.SHOW_PROBLEMS, open, () -> rooms().showProblems());
        actions.on(AppAction.CHOOSE_PROFILE, open, () -> toolbar.openProfiles());
        actions.on(AppAction.PALETTE, () -> new CommandPalette(actions, this).open());
        actions.on(AppAction.SHORTCUTS, () -> new CommandPalette(actions, this).open());
        actions.on(AppAction.SWITCH_THEME, () -> {
            Theme other = services.memory().theme().other();
            services.memory().theme(other);
            other.apply(scene);
        });
        actions.on(AppAction.ZOOM_IN, () -> services.zoom().larger(scene));
        actions.on(AppAction.ZOOM_OUT, () -> services.zoom().smaller(scene));
        actions.on(AppAction.ZOOM_RESET, () -> services.zoom().usual(scene));
        actions.on(
                AppAction.ABOUT,
                () -> notice.show(
                        NoticeBar.Tone.INFO, Texts.get("window.about", Version.current(), services.logFile())));
        actions.on(AppAction.OPEN_SAMPLE, this::openSample);
        actions.on(
                AppAction.OPEN_PROJECT,
                () -> services.desktop().folder(scene.getWindow()).ifPresent(this::openProject));
        ProfileWorkflow profiles = new ProfileWorkflow(workspace, services, this);
        actions.on(AppAction.NEW_PROFILE, profiles::create);
        actions.on(AppAction.PROFILES, profiles::list);
        BooleanBinding severalSets = Bindings.createBooleanBinding(
                () -> workspace
                        .projectProperty()
                        .get()
                        .filter(opened -> opened.project().sets().size() > 1)
                        .isPresent(),
                workspace.projectProperty());
        actions.on(AppAction.CONNECT_SETS, severalSets, profiles::connectSets);
    }

    /** The same keys look for something where the keyboard is: in the text, in the graph, else in the tree. */
    private void findOrFilter() {
        if (rooms.editor().hasKeyboard()) {
            rooms.editor().find();
        } else if (rooms.graph().hasKeyboard()) {
            rooms.graph().find();
        } else {
            toolbar.focusFilter();
        }
    }

    /** Opens a folder; the profile is chosen afterwards. */
    public void openProject(Path folder) {
        openProject(folder, Optional.empty());
    }

    /** Opens a folder and connects it with the saved profile of this name, where one is named. */
    public void openProject(Path folder, Optional<String> profile) {
        workspace.open(folder, () -> {
            services.memory().opened(folder);
            notice.hide();
            profile.ifPresent(this::connect);
        });
    }

    private void connect(String profile) {
        services.profiles()
                .find(profile)
                .ifPresentOrElse(
                        found -> workspace.connect(found, () -> {}),
                        () -> notice.show(NoticeBar.Tone.ERROR, Texts.get("window.noprofile", profile)));
    }

    /** Asks for a password that a connection is waiting for. */
    public void askPassword(PasswordPrompt.Question question) {
        dialogs.show(new PasswordView(question, dialogs::hide));
    }

    /** Copies the sample, opens it and connects it with its embedded database. */
    public void openSample() {
        workspace
                .tasks()
                .quietly(
                        services::sample,
                        sample -> workspace.open(sample.folder(), () -> {
                            services.memory().opened(sample.folder());
                            services.profiles().save(sample.profile());
                            workspace.connect(sample.profile(), () -> {});
                        }));
    }

    @Override
    public void showDialog(Node dialog) {
        dialogs.show(dialog);
    }

    @Override
    public void hideDialog() {
        dialogs.hide();
    }

    @Override
    public void refused(PlanOutcome.Refused refused) {
        PlanOutcome.Refusal first = refused.refusals().getFirst();
        String more =
                refused.refusals().size() > 1 ? " (+" + (refused.refusals().size() - 1) + ")" : "";
        notice.show(
                NoticeBar.Tone.ERROR,
                "✖ " + Texts.get("window.refused") + " " + first.id() + ": "
                        + first.finding().message() + more,
                Texts.get("window.open"),
                () -> {
                    workspace.selectedProperty().set(Optional.of(new MigrationKey(first.set(), first.id())));
                    rooms.showEditor();
                    rooms.editor().edit();
                });
    }

    private void exported(Path file) {
        notice.show(
                NoticeBar.Tone.INFO,
                Texts.get("export.done", file),
                Texts.get("export.show"),
                () -> services.desktop().reveal(file));
    }

    @Override
    public void tell(String message) {
        notice.show(NoticeBar.Tone.INFO, message);
    }

    @Override
    public void started() {
        rooms.showRunLog();
    }

    @Override
    public void finished(RunOutcome outcome) {
        boolean well = outcome instanceof RunOutcome.Completed || outcome instanceof RunOutcome.NothingToDo;
        notice.show(well ? NoticeBar.Tone.INFO : NoticeBar.Tone.ERROR, RunLogView.outcome(outcome));
        rooms.showRunLog();
        workspace.refresh();
    }
}
