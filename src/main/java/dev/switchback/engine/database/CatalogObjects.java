package dev.switchback.engine.database;

import dev.switchback.engine.sql.DatabaseObjects;
import dev.switchback.engine.sql.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

    private static final String RELATIONS = """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S') AND n.nspname <> 'information_schema'
              AND n.nspname !~ '^pg_'
            """;

    private final OpenDatabase database;

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

    /** The names of all tables, views and sequences of a database; takes no locks on them. */
    public static List<String> relations(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RELATIONS)) {
            return texts(query);
        }
    }

    private List<String> ask(String sql, ObjectName name) {
        return database.ask("looking up " + name.name(), connection -> texts(connection, sql, name));
    }

    private static List<String> texts(Connection connection, String sql, ObjectName name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name.name());
            query.setString(2, name.schema().orElse(null));
            return texts(query);
        }
    }

    private static List<String> texts(PreparedStatement query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
