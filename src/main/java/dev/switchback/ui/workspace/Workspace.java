package dev.switchback.ui.workspace;

import dev.switchback.engine.SetDatabases;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.task.BackgroundTasks.Stage;
import dev.switchback.ui.text.Texts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is open in the window: project, database, states and selection. */
public final class Workspace {

    private final Engine engine;
    private final BackgroundTasks tasks;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final ReadOnlyObjectWrapper<Optional<Switchback>> project = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Profile>> profile = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProjectStatus>> status = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<SetStatus>> sets = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Optional<MigrationKey>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<MigrationKey> chosen = FXCollections.observableArrayList();
    private Optional<TargetDatabase> target = Optional.empty();
    private Map<String, Profile> profilesOfSets = Map.of();

    public Workspace(Engine engine, BackgroundTasks tasks) {
        this.engine = engine;
        this.tasks = tasks;
    }

    public BackgroundTasks tasks() {
        return tasks;
    }

    public ReadOnlyObjectProperty<Optional<Switchback>> projectProperty() {
        return project.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Profile>> profileProperty() {
        return profile.getReadOnlyProperty();
    }

    /** Empty while no database is connected. */
    public ReadOnlyObjectProperty<Optional<ProjectStatus>> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The sets with their states; without a database everything is pending. */
    public ReadOnlyObjectProperty<List<SetStatus>> setsProperty() {
        return sets.getReadOnlyProperty();
    }

    /** The migration that details and editor are about. */
    public ObjectProperty<Optional<MigrationKey>> selectedProperty() {
        return selected;
    }

    /** Everything that is selected in the tree. */
    public ObservableList<MigrationKey> chosen() {
        return chosen;
    }

    public boolean isConnected() {
        return target.isPresent();
    }

    /** What is known of a migration. */
    public Optional<MigrationStatus> find(MigrationKey key) {
        return sets.get().stream()
                .filter(set -> set.set().name().equals(key.set()))
                .flatMap(set -> set.find(key.id()).stream())
                .findFirst();
    }

    public Optional<MigrationStatus> selectedStatus() {
        return selected.get().flatMap(this::find);
    }

    /** Opens a folder; the database that was connected is left. */
    public void open(Path folder, Runnable then) {
        tasks.run(Texts.get("task.open"), cancellation -> engine.open(folder), opened -> {
            leave();
            profile.set(Optional.empty());
            project.set(Optional.of(opened));
            selected.set(Optional.empty());
            show(opened);
            selectFirst();
            then.run();
        });
    }

    /** There is always something to look at. */
    private void selectFirst() {
        sets.get().stream()
                .flatMap(set -> set.migrations().stream()
                        .map(migration -> new MigrationKey(set.set().name(), migration.id())))
                .findFirst()
                .ifPresent(key -> selected.set(Optional.of(key)));
    }

    private void show(Switchback opened) {
        status.set(Optional.empty());
        sets.set(opened.project().sets().stream()
                .map(set -> StateDerivation.derive(set, List.of()))
                .toList());
    }

    /** Connects the open project with a database. */
    public void connect(Profile wanted, Runnable then) {
        connect(wanted.name(), opened -> engine.connect(opened, wanted), () -> {
            profilesOfSets = Map.of();
            profile.set(Optional.of(wanted));
            refresh(then);
        });
    }

    /**
     * Connects sets of the open project, each with a database of its own.
     *
     * @param variables a file with variables beside those of the process
     */
    public void connect(SequencedMap<String, SetDatabases.Word> words, Optional<Path> variables, Runnable then) {
        connect(
                String.join(", ", words.sequencedKeySet()),
                opened -> opened.on(engine.databases(opened, variables).chosen(words)),
                () -> {
                    profilesOfSets = saved(words);
                    profile.set(Optional.empty());
                    refresh(then);
                });
    }

    private static Map<String, Profile> saved(SequencedMap<String, SetDatabases.Word> words) {
        Map<String, Profile> saved = new HashMap<>();
        words.forEach((set, word) -> {
            if (word instanceof SetDatabases.Word.Saved by) {
                saved.put(set, by.profile());
            }
        });
        return saved;
    }

    /** The profile by which the database of a set is connected; empty where a variable says where it is. */
    public Optional<Profile> profileOf(String set) {
        return profile.get().or(() -> Optional.ofNullable(profilesOfSets.get(set)));
    }

    private void connect(String name, Function<Switchback, TargetDatabase> connecting, Runnable then) {
        Switchback opened = project.get().orElseThrow();
        tasks.run(Texts.get("task.connect", name), cancellation -> connecting.apply(opened), connected -> {
            leave();
            target = Optional.of(connected);
            then.run();
        });
    }

    /** Where the sets of a project are at home; reads the file with variables. */
    public SetDatabases databases(Switchback opened, Optional<Path> variables) {
        return engine.databases(opened, variables);
    }

    public void refresh() {
        refresh(() -> {});
    }

    /** Reads files and ledger anew. */
    public void refresh(Runnable then) {
        if (target.isPresent()) {
            ask(Texts.get("task.refresh"), (database, cancellation) -> database.status(), now -> {
                status.set(Optional.of(now));
                sets.set(now.sets());
                then.run();
            });
        } else {
            project.get()
                    .ifPresent(opened -> tasks.run(
                            Texts.get("task.refresh"),
                            cancellation -> engine.open(opened.project().root()),
                            again -> {
                                project.set(Optional.of(again));
                                show(again);
                                then.run();
                            }));
        }
    }

    /** Asks the connected database something off the UI thread; questions wait for each other. */
    public <T> void ask(String title, BiFunction<TargetDatabase, Cancellation, T> question, Consumer<T> onDone) {
        TargetDatabase database = target.orElseThrow();
        tasks.run(
                title,
                cancellation -> {
                    oneAtATime.lock();
                    try {
                        return question.apply(database, cancellation);
                    } finally {
                        oneAtATime.unlock();
                    }
                },
                onDone);
    }

    /** Work on connections of its own, in databases beside the one that is connected. */
    public interface Beside<T> {
        T with(ConnectionSettings server, Cancellation cancellation, Consumer<Stage> reached);
    }

    /** Does work beside the connection, which stays free meanwhile for other questions. */
    public <T> void beside(String title, Beside<T> work, Consumer<T> onDone) {
        Profile connected = profile.get().orElseThrow();
        tasks.runInStages(
                title, (cancellation, reached) -> work.with(engine.settings(connected), cancellation, reached), onDone);
    }

    /** Work that makes databases of its own where the database of its set is known, and does without where it is not. */
    public interface PerhapsBeside<T> {
        T with(Optional<ConnectionSettings> server, Cancellation cancellation, Consumer<Stage> reached);
    }

    /** Does work for a set that can do without a database, beside the connection that the set has. */
    public <T> void besideIfConnected(String set, String title, PerhapsBeside<T> work, Consumer<T> onDone) {
        Optional<Profile> known = profileOf(set);
        tasks.runInStages(
                title,
                (cancellation, reached) -> work.with(known.map(engine::settings), cancellation, reached),
                onDone);
    }

    /** The same with small work that nobody needs to see. */
    public <T> void quietlyBeside(Function<ConnectionSettings, T> work, Consumer<T> onDone) {
        Profile connected = profile.get().orElseThrow();
        tasks.quietly(() -> work.apply(engine.settings(connected)), onDone);
    }

    /** Lets go of the database, once what runs on it has ended. */
    public void leave() {
        target.ifPresent(database -> tasks.quietly(
                () -> {
                    oneAtATime.lock();
                    try {
                        database.close();
                    } finally {
                        oneAtATime.unlock();
                    }
                    return database;
                },
                closed -> {}));
        target = Optional.empty();
    }
}
