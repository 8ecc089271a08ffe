package dev.switchback.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Another session on the same PostgreSQL server, seen from ours.
 *
 * @param backend its process id
 */
record OtherSession(Connection ours, int backend) {

    /** Whether a statement of it runs right now, or waits for a lock. */
    boolean isAtWork() {
        String question = "SELECT state = 'active' FROM pg_catalog.pg_stat_activity WHERE pid = ?";
        try (PreparedStatement statement = ours.prepareStatement(question)) {
            statement.setInt(1, backend);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException unknown) {
            return true; // nobody is ended on a guess
        }
    }

    /** Has its statement cancelled. */
    void cancel() {
        try (PreparedStatement statement = ours.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
            statement.setInt(1, backend);
            statement.execute();
        } catch (SQLException gone) {
            return; // then the process is ended instead
        }
    }
}
