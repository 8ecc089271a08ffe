package dev.switchback.engine.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where Alembic finds what belongs to a set.
 *
 * @param folder in which Alembic is run; relative paths of its settings begin here
 * @param settings the alembic.ini, or the pyproject.toml where there is none
 * @param scripts the folder of env.py and script.py.mako
 * @param versions the folders of the revision files
 * @param environment what env.py says without being run
 * @param interpreter of Python, as switchback.toml names it
 */
public record AlembicPlace(
        Path folder,
        Path settings,
        Path scripts,
        List<Path> versions,
        Environment environment,
        Optional<String> interpreter) {

    /** How all begins that Alembic writes as SQL, in its own words. */
    public static final String SQL_BEGINS = "-- Running ";

    /**
     * The table in which Alembic keeps the heads.
     *
     * @param schema as env.py names it; empty for the one that the session's search path leads to
     */
    public record VersionTable(Optional<String> schema, String name) {

        public static final VersionTable DEFAULT = new VersionTable(Optional.empty(), "alembic_version");
    }

    /**
     * What env.py says without being run.
     *
     * @param table that says what is applied
     * @param addresses variables from which it takes the address of its database, in its own order
     */
    public record Environment(VersionTable table, List<String> addresses) {

        public Environment {
            addresses = List.copyOf(addresses);
        }
    }

    public AlembicPlace {
        versions = List.copyOf(versions);
    }

    /** The table that says what is applied. */
    public VersionTable table() {
        return environment.table();
    }

    /** The same with another interpreter than the one that would be found. */
    public AlembicPlace with(Optional<String> named) {
        return new AlembicPlace(folder, settings, scripts, versions, environment, named);
    }

    /** Whether a recorded text is what Alembic wrote, and not the file of a revision that only Alembic can run. */
    public static boolean isSql(String recorded) {
        return recorded.startsWith(SQL_BEGINS);
    }
}
