package dev.switchback.engine.tool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a tool recorded: one row for each migration, as the tool itself would understand its table. */
public final class ToolReader {

    private final Connection connection;
    private final ToolTable table;

    public ToolReader(Connection connection, ToolTable table) {
        this.connection = connection;
        this.table = table;
    }

    private interface Reading {
        Optional<ToolRow> row(ResultSet row) throws SQLException;
    }

    /**
     * In the order in which they were applied; a later row of a migration takes the place of an earlier one. Times that
     * know no zone are taken in that of the session; Flyway and Liquibase, as programs in Java do, wrote theirs in that of
     * the machine they ran on, for which this one stands.
     */
    public List<ToolRow> rows() throws SQLException {
        return switch (table.tool()) {
            case FLYWAY -> read(FLYWAY, RowReading::flyway);
            case ALEMBIC -> read("SELECT version_num FROM %s", RowReading::version);
            case GOLANG_MIGRATE -> read("SELECT version, dirty FROM %s", RowReading::golangMigrate);
            case SUPABASE, DBMATE, RAILS -> read("SELECT version FROM %s ORDER BY version", RowReading::number);
            case GOOSE ->
                read(
                        "SELECT version_id, is_applied, CAST(tstamp AS timestamp with time zone) AS at FROM %s"
                                + " WHERE version_id > 0 ORDER BY id",
                        RowReading::goose);
            case DIESEL ->
                read(
                        "SELECT version, CAST(run_on AS timestamp with time zone) AS at FROM %s"
                                + " ORDER BY run_on, version",
                        RowReading::diesel);
            case LIQUIBASE -> read(LIQUIBASE, RowReading::liquibase);
            case SQITCH -> read(SQITCH, new RowReading.Sqitch()::row);
            case SQL_RUNNER -> read(SQL_RUNNER, RowReading::sqlRunner);
            case PYTHON_RUNNER -> read(PYTHON_RUNNER, RowReading::pythonRunner);
        };
    }

    /** Its columns are in small letters on every database. */
    private static final String FLYWAY = """
            SELECT "version", "description", "type", "script", "checksum",
                   "installed_on" AS "at", "execution_time", "success"
            FROM %s ORDER BY "installed_rank"
            """;

    private static final String LIQUIBASE = """
            SELECT id, author, filename, exectype, dateexecuted AS at
            FROM %s ORDER BY dateexecuted, orderexecuted
            """;

    private static final String SQITCH = """
            SELECT change, project, script_hash, committed_at AS at FROM %s ORDER BY committed_at
            """;

    private static final String SQL_RUNNER = """
            SELECT id, CAST(status AS varchar), CAST(applied_at AS timestamp with time zone) AS at,
                   execution_time_ms, checksum
            FROM %s ORDER BY applied_at NULLS LAST, id
            """;

    private static final String PYTHON_RUNNER = """
            SELECT migration_number, migration_name, CAST(applied_at AS timestamp with time zone) AS at,
                   rollback_at, status
            FROM %s ORDER BY applied_at, migration_number
            """;

    private List<ToolRow> read(String sql, Reading reading) throws SQLException {
        Map<String, ToolRow> rows = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql.formatted(table.quoted()));
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                reading.row(found).ifPresent(row -> {
                    rows.remove(row.key());
                    rows.put(row.key(), row);
                });
            }
        }
        return new ArrayList<>(rows.values());
    }
}
