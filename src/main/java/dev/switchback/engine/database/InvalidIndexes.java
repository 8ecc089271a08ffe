package dev.switchback.engine.database;

import dev.switchback.engine.sql.QuickStatements;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Indexes that are there but not valid: what a concurrent build leaves when it fails or is broken off. */
public final class InvalidIndexes {

    private static final String INVALID = """
            SELECT c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname), t.relname,
                   c.relkind = 'i' AND NOT EXISTS (
                       SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = c.oid)
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
            WHERE NOT i.indisvalid
            """;

    private static final Pattern BUILDS = Pattern.compile("(?is)(CREATE|REINDEX)\\b.*\\bCONCURRENTLY\\b.*");

    /** YugabyteDB builds every index so, unless told not to. */
    private static final Pattern BUILDS_ON_YUGABYTE =
            Pattern.compile("(?is)CREATE\\s+(UNIQUE\\s+)?INDEX\\s+(?!NONCONCURRENTLY\\b).*");

    private static final Pattern NAMELESS =
            Pattern.compile("(?is)CREATE\\s+(UNIQUE\\s+)?INDEX\\s+(CONCURRENTLY\\s+)?ON\\b.*");

    /** What REINDEX builds beside the index that is in use, and what it has not yet removed. */
    private static final Pattern REBUILT = Pattern.compile("(.*)_cc(?:new|old)\\d*");

    private static final Pattern NAMED_BY_SERVER = Pattern.compile(".*_idx\\d*");

    private InvalidIndexes() {}

    /**
     * An index of no use.
     *
     * @param qualified with its schema, quoted where it has to be
     * @param leftover nobody is at work on it
     */
    public record Index(String name, String qualified, String table, Leftover leftover) {

        /** What removes it without being in anybody's way. */
        public String drop(Dialect dialect) {
            boolean yugabyte = dialect instanceof PostgresDialect postgres && postgres.flavour() == Flavour.YUGABYTEDB;
            return (yugabyte ? "DROP INDEX IF EXISTS " : "DROP INDEX CONCURRENTLY IF EXISTS ") + qualified;
        }
    }

    /** Whether an index may be removed. */
    public enum Leftover {
        YES,
        /** Its build goes on in another session, or it is the index of a partitioned table, which need not be valid. */
        NO
    }

    /** Whether a statement builds an index beside the traffic, which may fail and leave it. */
    public static boolean mayBeLeftBy(SqlStatement statement, Dialect dialect) {
        if (!(dialect instanceof PostgresDialect postgres)) {
            return false;
        }
        return switch (postgres.flavour()) {
            case POSTGRESQL, CITUS -> BUILDS.matcher(statement.text()).matches();
            case YUGABYTEDB -> BUILDS_ON_YUGABYTE.matcher(statement.text()).matches();
            case COCKROACHDB -> false; // takes a failed build back by itself
        };
    }

    /** All of a database. */
    public static Set<Index> of(Connection connection) throws SQLException {
        Set<Index> indexes = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INVALID)) {
            while (rows.next()) {
                indexes.add(new Index(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBoolean(4) ? Leftover.YES : Leftover.NO));
            }
        }
        return indexes;
    }

    /** Those that an earlier attempt at this statement has left; empty for a statement that leaves none. */
    public static List<Index> leftBy(SqlStatement statement, Connection connection, Dialect dialect)
            throws SQLException {
        if (!mayBeLeftBy(statement, dialect)) {
            return List.of();
        }
        Set<String> words = words(statement);
        boolean nameless = NAMELESS.matcher(statement.text()).matches();
        return of(connection).stream()
                .filter(index -> index.leftover() == Leftover.YES)
                .filter(index -> words.contains(index.name())
                        || isRebuilt(index, words)
                        || (nameless && isNamedByServer(index, words)))
                .toList();
    }

    /** Whether a statement bears the name of an index. */
    public static boolean names(SqlStatement statement, Index index) {
        return words(statement).contains(index.name());
    }

    private static Set<String> words(SqlStatement statement) {
        return QuickStatements.of(List.of(statement)).names();
    }

    private static boolean isRebuilt(Index index, Set<String> words) {
        var name = REBUILT.matcher(index.name());
        return name.matches() && (words.contains(index.table()) || words.contains(name.group(1)));
    }

    private static boolean isNamedByServer(Index index, Set<String> words) {
        return words.contains(index.table())
                && index.name().startsWith(index.table() + "_")
                && NAMED_BY_SERVER.matcher(index.name()).matches();
    }
}
