package dev.switchback.engine.ledger;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes the ledger's tables. */
public final class LedgerTables {

    private LedgerTables() {}

    /** Creates what is missing, in one round trip where the driver can. */
    public static void create(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.executeBatch();
        } catch (BatchUpdateException failure) {
            throw failure.getNextException() == null ? failure : failure.getNextException();
        }
    }

    /** The same where each change of the structure has to be sent by itself. */
    public static void createOneByOne(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
