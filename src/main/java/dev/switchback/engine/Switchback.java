package dev.switchback.engine;

import dev.switchback.engine.alembic.AlembicBridge;
import dev.switchback.engine.alembic.AlembicTarget;
import dev.switchback.engine.alembic.NewRevision;
import dev.switchback.engine.alembic.RevisionScripts;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSource;
import dev.switchback.engine.database.Connector;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunIdentity;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.RunPace;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.engine.source.ProjectReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import javax.sql.DataSource;

/** The way in: a project folder, looked at through a database. */
public final class Switchback {

    private final Project project;
    private final RunIdentity identity;
    private final Map<String, String> environment;
    private final RevisionScripts revisions;
    private final Optional<String> only;

    private Switchback(
            Project project,
            RunIdentity identity,
            Map<String, String> environment,
            RevisionScripts revisions,
            Optional<String> only) {
        this.project = project;
        this.identity = identity;
        this.environment = environment;
        this.revisions = revisions;
        this.only = only;
    }

    /**
     * Reads a project folder.
     *
     * @throws dev.switchback.engine.failure.SwitchbackException.Unreadable when the folder or its switchback.toml cannot
     *     be read
     */
    public static Switchback open(Path projectFolder) {
        return open(projectFolder, System.getenv());
    }

    /** The same with other environment variables than those of the process. */
    public static Switchback open(Path projectFolder, Map<String, String> environment) {
        Project project = ProjectReader.read(projectFolder);
        Duration patience = AlembicBridge.patience(project.config().timeouts().program());
        RevisionScripts revisions = new RevisionScripts(new AlembicBridge(project.root(), environment, patience));
        return new Switchback(project, identity(environment), environment, revisions, Optional.empty());
    }

    /** Another folder, with the same variables. */
    Switchback at(Path folder) {
        return open(folder, environment);
    }

    /** The same project as far as one of its sets goes, for the database that belongs to this set alone. */
    public Switchback only(String set) {
        return new Switchback(project.only(set), identity, environment, revisions, Optional.of(set));
    }

    private static RunIdentity identity(Map<String, String> environment) {
        String host = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", "localhost"));
        return new RunIdentity(
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                System.getProperty("user.name", "unknown"),
                host,
                Version.current(),
                RunPace.REAL);
    }

    public Project project() {
        return project;
    }

    /**
     * The set with the SQL that Alembic writes of one of its migrations, or with findings that say why there is none; as it
     * is where it is no set of Alembic. May take seconds.
     *
     * @throws dev.switchback.engine.failure.SwitchbackException.Unreadable when Alembic cannot be asked
     */
    public Optional<MigrationSet> written(String set, MigrationId id) {
        Project now = ProjectReader.read(project.root());
        return now.set(set)
                .map(found -> found.alembic().isEmpty()
                        ? found
                        : revisions.write(
                                found, AlembicTarget.FOR_READING, List.of(id), List.of(Direction.UP, Direction.DOWN)));
    }

    /** A set of Alembic with the SQL that Alembic writes of it; what it cannot write stays a program. */
    MigrationSet written(MigrationSet set) {
        return revisions.write(
                set,
                AlembicTarget.FOR_READING,
                set.migrations().stream().map(Migration::id).toList(),
                List.of(Direction.UP, Direction.DOWN));
    }

    /** The same project, telling statements that Alembic sends by itself with their values. */
    Switchback recording() {
        return new Switchback(
                project,
                identity,
                environment,
                new RevisionScripts(revisions.bridge().recording()),
                only);
    }

    /**
     * Writes a new migration beside the others of its set; a revision of Alembic is written by Alembic, with the user's own
     * template.
     *
     * @return the new file
     * @throws dev.switchback.engine.failure.SwitchbackException.Unreadable when it cannot be written
     */
    public Path create(MigrationSet set, NewMigration migration) {
        return set.alembic().isEmpty()
                ? migration.write(set, project.config().naming(), Clock.systemUTC())
                : new NewRevision(migration.name(), NewRevision.Kind.NEXT, migration.needs())
                        .write(revisions.bridge(), set);
    }

    /** Has Alembic write a revision that brings all heads of a set together. */
    public Path merge(MigrationSet set, String message) {
        return new NewRevision(message, NewRevision.Kind.MERGE, List.of()).write(revisions.bridge(), set);
    }

    /** Looks at the project through a database of the calling program. */
    public OnDataSource on(DataSource dataSource) {
        return new OnDataSource(dataSource);
    }

    /** Looks at the project through a database; connects at once, so that a wrong password shows here. */
    public TargetDatabase on(ConnectionSettings settings) {
        return on(settings, Caution.NONE);
    }

    /** The same with what the profile says about the database. */
    public TargetDatabase on(ConnectionSettings settings, Caution caution) {
        return ProjectOnDatabase.open(
                ProjectLook.anew(project, only), new Connector(settings), identity, settings, caution, python());
    }

    /**
     * Looks at sets each of which has a database of its own, as if they were one: in the order given, all at once or none.
     */
    public TargetDatabase on(List<SetDatabases.Home> homes) {
        SequencedMap<String, TargetDatabase> opened = new LinkedHashMap<>();
        try {
            for (SetDatabases.Home home : homes) {
                opened.put(home.set(), only(home.set()).on(home.settings(), home.caution()));
            }
            return new SeveralDatabases(opened);
        } catch (SwitchbackException failure) {
            opened.values().forEach(TargetDatabase::close);
            throw failure;
        }
    }

    /**
     * The same for a program that does one thing and ends: what {@link #open} read is its first look at the files. A run
     * looks at them again, and stops when they have changed.
     */
    public TargetDatabase once(ConnectionSource source, ConnectionSettings settings, Caution caution) {
        return ProjectOnDatabase.open(ProjectLook.taken(project, only), source, identity, settings, caution, python());
    }

    private PythonSettings python() {
        return new PythonSettings(revisions, environment);
    }

    /**
     * What a profile says about its database.
     *
     * @param environment such as {@code production}
     * @param guard whether destruction wants the database's name typed
     */
    public record Caution(Optional<String> environment, Guard guard) {

        public static final Caution NONE = new Caution(Optional.empty(), Guard.OPEN);

        public static Caution of(Profile profile) {
            return new Caution(
                    Optional.of(profile.environment().name()), profile.isGuarded() ? Guard.GUARDED : Guard.OPEN);
        }
    }

    /** Whether the database's name has to be typed. */
    public enum Guard {
        OPEN,
        GUARDED
    }

    /** The project on a database of the calling program, for programs that migrate when they start. */
    public final class OnDataSource {

        private static final String SWITCH = "AUTO_RUN_MIGRATIONS";

        private final DataSource dataSource;

        private OnDataSource(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /** Everything else that can be done. */
        public TargetDatabase target() {
            ConnectionSource source = dataSource::getConnection;
            ConnectionSettings settings = new ConnectionSettings(
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    ConnectionSettings.DEFAULT_CONNECT_TIMEOUT,
                    ConnectionSettings.Session.DEFAULT);
            return ProjectOnDatabase.open(
                    ProjectLook.anew(project, only), source, identity, settings, Caution.NONE, python());
        }

        /**
         * Applies everything that is pending. Does nothing when the environment variable AUTO_RUN_MIGRATIONS is
         * {@code false}, {@code 0} or {@code no}.
         */
        public RunOutcome apply() {
            String wish = environment.getOrDefault(SWITCH, "true").strip();
            if (List.of("false", "0", "no").contains(wish.toLowerCase(Locale.ROOT))) {
                return new RunOutcome.NothingToDo("");
            }
            try (TargetDatabase target = target()) {
                return switch (target.plan(PlanRequest.upEverything())) {
                    case Plan plan ->
                        target.run(
                                plan,
                                RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                                RunListener.SILENT,
                                new Cancellation());
                    case PlanOutcome.Refused refused -> RefusedPlan.outcome("", refused);
                };
            }
        }
    }
}
