package dev.switchback.engine.tool;

import dev.switchback.engine.tool.ToolRow.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the columns of each tool mean; empty for rows that are about no migration. */
final class RowReading {

    private RowReading() {}

    static Optional<ToolRow> flyway(ResultSet row) throws SQLException {
        Optional<String> version = Optional.ofNullable(row.getString("version"));
        String type = row.getString("type").toUpperCase(Locale.ROOT);
        if (type.equals("SCHEMA")) {
            return Optional.empty();
        }
        String key = version.flatMap(ToolVersion::flyway)
                .map(ToolVersion::toString)
                .orElse(ToolKeys.stem(row.getString("script")));
        String name = version.map(text -> text + " ").orElse("") + row.getString("description");
        return Optional.of(ToolRow.of(key, name, flywayStanding(type, row.getBoolean("success")))
                .at(time(row))
                .took(row.getLong("execution_time"))
                .with(Optional.ofNullable(row.getString("checksum"))));
    }

    private static Standing flywayStanding(String type, boolean success) {
        if (!success) {
            return Standing.HALF_DONE;
        }
        if (type.startsWith("UNDO") || type.equals("DELETE")) {
            return Standing.TAKEN_BACK;
        }
        return type.endsWith("BASELINE") ? Standing.APPLIED_UP_TO_HERE : Standing.APPLIED;
    }

    /** A head of Alembic's: what it needs is applied too. */
    static Optional<ToolRow> version(ResultSet row) throws SQLException {
        String version = row.getString(1);
        return Optional.of(ToolRow.of(version, version, Standing.APPLIED));
    }

    static Optional<ToolRow> golangMigrate(ResultSet row) throws SQLException {
        String version = row.getString(1);
        return Optional.of(
                ToolRow.of(version, version, row.getBoolean(2) ? Standing.HALF_DONE : Standing.APPLIED_UP_TO_HERE));
    }

    static Optional<ToolRow> number(ResultSet row) throws SQLException {
        String version = row.getString(1);
        return Optional.of(ToolRow.of(ToolKeys.number(version).orElse(version), version, Standing.APPLIED));
    }

    static Optional<ToolRow> goose(ResultSet row) throws SQLException {
        String version = row.getString(1);
        Standing standing = row.getBoolean(2) ? Standing.APPLIED : Standing.TAKEN_BACK;
        return Optional.of(ToolRow.of(version, version, standing).at(time(row)));
    }

    static Optional<ToolRow> diesel(ResultSet row) throws SQLException {
        Optional<Instant> ranOn = time(row);
        return number(row).map(found -> found.at(ranOn));
    }

    /** Several changesets may stand in one file. */
    static Optional<ToolRow> liquibase(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String author = row.getString("author");
        Standing standing = switch (row.getString("exectype").toUpperCase(Locale.ROOT)) {
            case "EXECUTED", "RERAN", "MARK_RAN" -> Standing.APPLIED;
            default -> Standing.HALF_DONE;
        };
        String file = row.getString("filename");
        return Optional.of(ToolRow.of(
                        ToolKeys.changeset(ToolKeys.stem(file), author, id), file + "::" + id + "::" + author, standing)
                .at(time(row)));
    }

    /** Counts how often it meets a change. */
    static final class Sqitch {

        private final Map<String, Integer> seen = new HashMap<>();

        Optional<ToolRow> row(ResultSet row) throws SQLException {
            String change = row.getString("change");
            String project = row.getString("project");
            int occurrence = seen.merge(project + ":" + change, 1, Integer::sum);
            String name = occurrence > 1 ? change + "#" + occurrence : change;
            return Optional.of(ToolRow.of(ToolKeys.change(project, change, occurrence), name, Standing.APPLIED)
                    .at(time(row))
                    .with(Optional.ofNullable(row.getString("script_hash"))));
        }
    }

    static Optional<ToolRow> sqlRunner(ResultSet row) throws SQLException {
        String id = row.getString(1);
        Standing standing = switch (String.valueOf(row.getString(2))) {
            case "completed" -> Standing.APPLIED;
            case "running", "failed" -> Standing.HALF_DONE;
            default -> Standing.TAKEN_BACK;
        };
        return Optional.of(ToolRow.of(id, id, standing)
                .at(time(row))
                .took(row.getLong("execution_time_ms"))
                .with(Optional.ofNullable(row.getString("checksum"))));
    }

    static Optional<ToolRow> pythonRunner(ResultSet row) throws SQLException {
        String number = row.getString(1);
        String status = String.valueOf(row.getString("status")).toLowerCase(Locale.ROOT);
        Standing standing = row.getTimestamp("rollback_at") != null || status.startsWith("rolled")
                ? Standing.TAKEN_BACK
                : status.equals("failed") ? Standing.HALF_DONE : Standing.APPLIED;
        return Optional.of(ToolRow.of(ToolKeys.number(number).orElse(number), number + " " + row.getString(2), standing)
                .at(time(row)));
    }

    private static Optional<Instant> time(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant);
    }
}
