package dev.switchback.engine.snapshot;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the structure of a database in one query; sees what the open transaction changed, and commits nothing. */
public final class SnapshotReader {

    private final SqlSyntax syntax;
    private final String ledgerSchema;

    /** @param ledgerSchema the unquoted name of the schema that is left out */
    public SnapshotReader(SqlSyntax syntax, String ledgerSchema) {
        this.syntax = syntax;
        this.ledgerSchema = ledgerSchema;
    }

    /** Leaves the session as it was, except when reading fails: then the transaction has to be taken back anyway. */
    public Snapshot read(Connection connection) throws SQLException {
        return switch (syntax) {
            case POSTGRESQL -> PostgresSnapshot.read(connection, ledgerSchema);
            case H2 -> H2Snapshot.read(connection, ledgerSchema);
        };
    }
}
