package dev.switchback.engine.database;

import dev.switchback.engine.sql.DatabaseObjects;
import dev.switchback.engine.sql.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from PostgreSQL's catalogue what the words of a statement do not say about the objects that they name. */
public final class CatalogObjects implements DatabaseObjects {

    private static final String PARTITIONED = """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('p', 'I') AND c.relname = ? AND n.nspname = coalesce(?, n.nspname)
            """;
    private static final String PROCEDURES = """
            SELECT p.prosrc FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prokind = 'p' AND p.proname = ? AND n.nspname = coalesce(?, n.nspname)
            """;

    /** Ids from 16384 on are given to what users make. */
    private static final String SURROUNDINGS = """
            SELECT code.there, relation.name
            FROM (SELECT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384) AS there) code
            LEFT JOIN (
                SELECT c.relname AS name
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S') AND n.nspname <> 'information_schema'
                  AND n.nspname !~ '^pg_') relation ON true
            """;

    private final OpenDatabase database;

    /**
     * What a database holds.
     *
     * @param relations names of all tables, views and sequences, without those of the server
     * @param hasCode whether there are functions, of users or of extensions, which any statement may call
     */
    public record Surroundings(Set<String> relations, boolean hasCode) {

        public Surroundings {
            relations = Set.copyOf(relations);
        }
    }

    public CatalogObjects(OpenDatabase database) {
        this.database = database;
    }

    @Override
    public boolean isPartitioned(ObjectName relation) {
        return !ask(PARTITIONED, relation).isEmpty();
    }

    @Override
    public List<String> procedures(ObjectName name) {
        return ask(PROCEDURES, name);
    }

    /** What is there before a run; takes no locks on it. */
    public static Surroundings surroundings(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SURROUNDINGS);
                ResultSet rows = query.executeQuery()) {
            Set<String> relations = new HashSet<>();
            boolean code = false;
            while (rows.next()) {
                code = rows.getBoolean(1);
                Optional.ofNullable(rows.getString(2)).ifPresent(relations::add);
            }
            return new Surroundings(relations, code);
        }
    }

    private List<String> ask(String sql, ObjectName name) {
        return database.ask("looking up " + name.name(), connection -> texts(connection, sql, name));
    }

    private static List<String> texts(Connection connection, String sql, ObjectName name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name.name());
            query.setString(2, name.schema().orElse(null));
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
