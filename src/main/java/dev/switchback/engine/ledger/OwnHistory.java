package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.migration.MigrationId;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table {@code migration_history} of projects whose Python migrations have a runner of their own: it is read and
 * kept as that runner would, and never created here.
 */
public final class OwnHistory {

    private static final Pattern NUMBER = Pattern.compile("\\D*(\\d+).*", Pattern.DOTALL);
    private static final String COLUMNS =
            "('migration_number', 'migration_name', 'applied_at', 'rollback_at', 'status')";

    private static final String ROWS = """
            SELECT migration_number, migration_name, status,
                   CAST(applied_at AS timestamp with time zone) AS applied, CAST(applied_at AS varchar) AS applied_told,
                   CAST(rollback_at AS timestamp with time zone) AS taken_back,
                   CAST(rollback_at AS varchar) AS taken_back_told
            FROM migration_history
            """;

    private final Connection connection;

    public OwnHistory(Connection connection) {
        this.connection = connection;
    }

    /**
     * What the table says of one migration.
     *
     * @param number as it begins the file's name, such as 001
     * @param since when it came into this state, where that is known
     */
    public record Row(String number, State state, Optional<Moment> since) {

        /** Whether this is about a migration; leading zeros do not count. */
        boolean isOf(MigrationId id) {
            Matcher own = NUMBER.matcher(number);
            Matcher other = NUMBER.matcher(id.value());
            return own.matches()
                    && other.matches()
                    && new BigInteger(own.group(1)).equals(new BigInteger(other.group(1)));
        }
    }

    /**
     * A time of the table, whose columns need not know a zone.
     *
     * @param at in the zone of the session, where the table has none
     * @param told to the second, as the table has it
     */
    public record Moment(Instant at, String told) {

        private static final Pattern FRACTION = Pattern.compile("\\.\\d+");

        static Optional<Moment> of(ResultSet row, String column) throws SQLException {
            Optional<Timestamp> at = Optional.ofNullable(row.getTimestamp(column));
            String told = FRACTION.matcher(String.valueOf(row.getString(column + "_told")))
                    .replaceFirst("");
            return at.map(moment -> new Moment(moment.toInstant(), told));
        }
    }

    /** The states that the runner knows. */
    public enum State {
        APPLIED,
        ROLLED_BACK
    }

    /** What the table says; empty where there is none of this shape. For connections that commit by themselves. */
    public Optional<List<Row>> read() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROWS);
                ResultSet row = query.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (row.next()) {
                boolean applied = "applied".equals(row.getString("status"));
                rows.add(new Row(
                        row.getString("migration_number"),
                        applied ? State.APPLIED : State.ROLLED_BACK,
                        Moment.of(row, applied ? "applied" : "taken_back")));
            }
            return Optional.of(rows);
        } catch (SQLException failure) {
            if (DatabaseErrors.isMissingTable(failure) || DatabaseErrors.isMissingColumn(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The number that a file's name begins with, as it is written there. */
    public static String number(MigrationId id) {
        Matcher number = NUMBER.matcher(id.value());
        return number.matches() ? number.group(1) : id.value();
    }

    /** Whether the table is there, asked so that an open transaction survives the answer. */
    public boolean exists() throws SQLException {
        boolean postgres = connection.isWrapperFor(org.postgresql.PGConnection.class);
        String sql = postgres
                ? "SELECT count(*) FROM pg_catalog.pg_attribute WHERE NOT attisdropped "
                        + "AND attrelid = pg_catalog.to_regclass('migration_history') AND attname IN " + COLUMNS
                : "SELECT count(*) FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA "
                        + "AND lower(table_name) = 'migration_history' AND lower(column_name) IN " + COLUMNS;
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getInt(1) == 5;
        }
    }

    /** Says that a migration is applied, where it does not say so itself. */
    public void applied(MigrationId id, String name) throws SQLException {
        boolean known = change(
                "UPDATE migration_history SET status = 'applied', applied_at = LOCALTIMESTAMP, rollback_at = NULL "
                        + "WHERE TRIM(LEADING '0' FROM migration_number) = TRIM(LEADING '0' FROM ?) AND status <> 'applied'",
                number(id));
        if (known || isApplied(id)) {
            return;
        }
        change(
                "INSERT INTO migration_history (migration_number, migration_name, applied_at, status) "
                        + "VALUES (?, ?, LOCALTIMESTAMP, 'applied')",
                number(id),
                name);
    }

    private boolean isApplied(MigrationId id) throws SQLException {
        String sql =
                "SELECT 1 FROM migration_history WHERE TRIM(LEADING '0' FROM migration_number) = TRIM(LEADING '0' FROM ?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, number(id));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Says that a migration is taken back, where it does not say so itself. */
    public void rolledBack(MigrationId id) throws SQLException {
        change(
                "UPDATE migration_history SET status = 'rolled_back', rollback_at = LOCALTIMESTAMP "
                        + "WHERE TRIM(LEADING '0' FROM migration_number) = TRIM(LEADING '0' FROM ?) AND status <> 'rolled_back'",
                number(id));
    }

    private boolean change(String sql, String... values) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                change.setString(i + 1, values[i]);
            }
            return change.executeUpdate() > 0;
        }
    }
}
