package dev.switchback.engine.snapshot;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the structure of a database in one query; sees what the open transaction changed. */
public final class SnapshotReader {

    private final SqlSyntax syntax;
    private final String ledgerSchema;

    /** @param ledgerSchema the unquoted name of the schema that is left out */
    public SnapshotReader(SqlSyntax syntax, String ledgerSchema) {
        this.syntax = syntax;
        this.ledgerSchema = ledgerSchema;
    }

    public Snapshot read(Connection connection) throws SQLException {
        SortedMap<ObjectKey, String> objects = new TreeMap<>();
        String sql = switch (syntax) {
            case POSTGRESQL -> PostgresStructure.QUERY;
            case H2 -> H2Structure.QUERY;
        };
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                statement.setString(i, ledgerSchema);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String definition = rows.getString(3);
                    objects.merge(
                            new ObjectKey(rows.getString(1), rows.getString(2)),
                            definition == null ? "" : definition,
                            (one, other) -> one + "\n" + other);
                }
            }
        }
        return new Snapshot(objects);
    }
}
