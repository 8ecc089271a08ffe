package dev.switchback.engine.run;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.InsertReader;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.PGConnection;

/** Executes one statement and says what it did. */
final class StatementRunner {

    private static final String IO_ERROR = "58030";

    private final Connection connection;
    private final Cancellation cancellation;
    private final SqlSyntax syntax;

    StatementRunner(Connection connection, Cancellation cancellation, SqlSyntax syntax) {
        this.syntax = syntax;
        this.connection = connection;
        this.cancellation = cancellation;
    }

    /** Thrown before a statement when the user asked to stop. */
    static final class CancelledException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Runs a statement whose data, if it reads any, stands in the text of its script. */
    StatementReport run(SqlStatement sql) throws SQLException {
        return run(sql, CopyInput.of(sql));
    }

    /** Runs a statement of a script, which may have left data on disk. */
    StatementReport run(SqlStatement sql, Script script) throws SQLException {
        StatementReport report = run(sql, CopyInput.of(sql, script));
        Optional<BulkData> further = script.insertsBehind(sql.lastLine());
        return further.isEmpty() ? report : further(report, further.get());
    }

    /** Runs what a statement stands for, and counts it there. */
    private StatementReport further(StatementReport first, BulkData data) throws SQLException {
        long start = System.nanoTime();
        long rows = first.rows().orElse(0);
        try (InsertReader inserts = InsertReader.open(data, first.statement().lastLine() + 1, syntax)) {
            for (Optional<SqlStatement> next = inserts.next(); next.isPresent(); next = inserts.next()) {
                rows += rows(next.get());
            }
        } catch (IOException failure) {
            throw new SQLException("the statements cannot be read: " + failure.getMessage(), IO_ERROR, failure);
        }
        Duration time = first.time().orElse(Duration.ZERO).plusNanos(System.nanoTime() - start);
        return new StatementReport(
                first.statement(), Optional.of(time), OptionalLong.of(rows), List.of(), List.of(), first.notices());
    }

    private long rows(SqlStatement insert) throws SQLException {
        try {
            return run(insert, Optional.empty()).rows().orElse(0);
        } catch (SQLException failure) {
            throw new InsertFailedException(insert, failure);
        }
    }

    /** Reads what a statement gave before it is closed. */
    @FunctionalInterface
    interface Answer {
        void read(Statement executed) throws SQLException;
    }

    /** Runs a statement of a program, which wants to know what it gave. */
    StatementReport run(SqlStatement sql, Answer answer) throws SQLException {
        return run(sql, Optional.empty(), answer);
    }

    /** Runs a COPY of a program. */
    StatementReport run(SqlStatement sql, CopyInput data) throws SQLException {
        return run(sql, Optional.of(data));
    }

    private StatementReport run(SqlStatement sql, Optional<CopyInput> input) throws SQLException {
        return run(sql, input, executed -> {});
    }

    private StatementReport run(SqlStatement sql, Optional<CopyInput> input, Answer answer) throws SQLException {
        if (cancellation.isRequested()) {
            throw new CancelledException();
        }
        long start = System.nanoTime();
        if (input.isPresent()) {
            long rows = copy(sql, input.get());
            return report(sql, start, OptionalLong.of(rows), List.of());
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            cancellation.onRequest(() -> cancel(statement));
            boolean returnsRows = statement.execute(sql.text());
            OptionalLong rows = returnsRows ? OptionalLong.empty() : count(statement.getLargeUpdateCount());
            answer.read(statement);
            return report(sql, start, rows, notices(statement));
        } finally {
            cancellation.clear();
        }
    }

    private static StatementReport report(SqlStatement sql, long start, OptionalLong rows, List<String> notices) {
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new StatementReport(sql, Optional.of(time), rows, List.of(), List.of(), notices);
    }

    private static OptionalLong count(long updates) {
        return updates < 0 ? OptionalLong.empty() : OptionalLong.of(updates);
    }

    private long copy(SqlStatement sql, CopyInput input) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (InputStream data = input.open()) {
            cancellation.onRequest(() -> cancel(postgres));
            return postgres.getCopyAPI().copyIn(sql.text(), data);
        } catch (IOException failure) {
            throw new SQLException("the data of COPY cannot be read: " + failure.getMessage(), IO_ERROR, failure);
        } finally {
            cancellation.clear();
        }
    }

    static void cancel(PGConnection connection) {
        try {
            connection.cancelQuery();
        } catch (SQLException alreadyOver) {
            return;
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
