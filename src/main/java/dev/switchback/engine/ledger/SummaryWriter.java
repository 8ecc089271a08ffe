package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Writes what is applied of a set as a whole, inside whatever transaction is open. */
public final class SummaryWriter {

    private final Connection connection;
    private final String schema;

    /** @param schema quoted */
    public SummaryWriter(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Brings the summary of a set up to date with what is recorded. */
    public void summarise(String set) throws SQLException {
        String sql = """
                SELECT (SELECT id FROM %1$s.schema_migrations WHERE set_key = ? AND status = 'completed'
                        ORDER BY applied_order DESC FETCH FIRST 1 ROW ONLY),
                       (SELECT count(*) FROM %1$s.schema_migrations WHERE set_key = ? AND status = 'completed')
                """.formatted(schema);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, set);
            query.setString(2, set);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                summarise(set, Optional.ofNullable(row.getString(1)), row.getInt(2));
            }
        }
    }

    /** The same where it is known already. */
    public void summarise(String set, AppliedTally tally) throws SQLException {
        summarise(set, tally.last(set).map(MigrationId::value), tally.count(set));
    }

    private void summarise(String set, Optional<String> last, int count) throws SQLException {
        boolean isThere = summarise("""
                UPDATE %s.database_schema SET version = 1, last_migration = ?, applied_count = ?, fingerprint = NULL
                WHERE set_key = ?""", set, last, count);
        if (!isThere) {
            summarise(
                    "INSERT INTO %s.database_schema (version, last_migration, applied_count, set_key) VALUES (1, ?, ?, ?)",
                    set, last, count);
        }
    }

    private boolean summarise(String sql, String set, Optional<String> last, int count) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(sql.formatted(schema))) {
            write.setString(1, last.orElse(null));
            write.setInt(2, count);
            write.setString(3, set);
            return write.executeUpdate() > 0;
        }
    }
}
