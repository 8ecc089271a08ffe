package dev.switchback.engine.run;

import dev.switchback.engine.sql.CopyData;
import dev.switchback.engine.sql.SqlStatement;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.postgresql.PGConnection;

/** Executes one statement and says what it did. */
final class StatementRunner {

    private final Connection connection;
    private final Cancellation cancellation;

    StatementRunner(Connection connection, Cancellation cancellation) {
        this.connection = connection;
        this.cancellation = cancellation;
    }

    /** Thrown before a statement when the user asked to stop. */
    static final class CancelledException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    StatementReport run(SqlStatement sql) throws SQLException {
        if (cancellation.isRequested()) {
            throw new CancelledException();
        }
        long start = System.nanoTime();
        if (sql.data().isPresent()) {
            long rows = copy(sql, sql.data().get());
            return report(sql, start, OptionalLong.of(rows), List.of());
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            cancellation.onRequest(() -> cancel(statement));
            boolean returnsRows = statement.execute(sql.text());
            OptionalLong rows = returnsRows ? OptionalLong.empty() : count(statement.getLargeUpdateCount());
            return report(sql, start, rows, notices(statement));
        } finally {
            cancellation.clear();
        }
    }

    private static StatementReport report(SqlStatement sql, long start, OptionalLong rows, List<String> notices) {
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new StatementReport(sql, time, rows, List.of(), List.of(), notices);
    }

    private static OptionalLong count(long updates) {
        return updates < 0 ? OptionalLong.empty() : OptionalLong.of(updates);
    }

    private long copy(SqlStatement sql, CopyData data) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql.text(), new StringReader(data.lines()));
        } catch (IOException failure) {
            throw new SQLException("the data of COPY could not be sent: " + failure.getMessage(), "08006", failure);
        }
    }

    /** A statement that has just ended cannot be cancelled, and need not be. */
    static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException alreadyOver) {
            return;
        }
    }

    private static List<String> notices(Statement statement) throws SQLException {
        List<String> notices = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            notices.add(String.valueOf(warning.getMessage()));
        }
        return notices;
    }
}
