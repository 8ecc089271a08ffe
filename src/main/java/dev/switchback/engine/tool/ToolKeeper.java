package dev.switchback.engine.tool;

import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tool would have written into its table, had it applied or taken back a migration itself. The statements belong
 * into the transaction of the ledger's rows, behind them.
 *
 * @param ledger the ledger's schema, quoted
 */
public record ToolKeeper(ToolTable table, String ledger) {

    private static final Pattern DIGITS = Pattern.compile("(\\d+).*");
    private static final Pattern FLYWAY = Pattern.compile("(?i)V(\\d+(?:[._]\\d+)*)(?:__(.*))?");

    /** Whether a tool's table can be kept as the tool itself does. */
    public static boolean canKeep(Tool tool) {
        return switch (tool) {
            case FLYWAY, GOLANG_MIGRATE, GOOSE, DBMATE, RAILS, SQL_RUNNER -> true;
            case ALEMBIC, SUPABASE, LIQUIBASE, SQITCH, DIESEL, PYTHON_RUNNER -> false;
        };
    }

    /** Whether a kept table has a row of this migration while it is applied, so that a missing one says something. */
    static boolean writesFor(Tool tool, Migration migration) {
        String id = migration.id().value();
        return switch (tool) {
            case FLYWAY -> FLYWAY.matcher(id).matches();
            case GOLANG_MIGRATE, GOOSE, DBMATE, RAILS -> DIGITS.matcher(id).matches();
            case SQL_RUNNER -> true;
            case ALEMBIC, SUPABASE, LIQUIBASE, SQITCH, DIESEL, PYTHON_RUNNER -> false;
        };
    }

    /**
     * What the tool itself creates when it runs first, in the schema that comes first; empty where a migration of the
     * project makes the table.
     */
    public static List<String> creation(Tool tool) {
        return switch (tool) {
            case FLYWAY -> List.of(KeptTableSql.FLYWAY, KeptTableSql.FLYWAY_INDEX);
            case GOLANG_MIGRATE -> List.of(KeptTableSql.GOLANG_MIGRATE);
            case GOOSE -> List.of(KeptTableSql.GOOSE, KeptTableSql.GOOSE_FIRST_ROW);
            case DBMATE, RAILS -> List.of(KeptTableSql.VERSIONS);
            case ALEMBIC, SUPABASE, LIQUIBASE, SQITCH, DIESEL, SQL_RUNNER, PYTHON_RUNNER -> List.of();
        };
    }

    /** After a migration was applied, and the ledger says so. */
    public List<ToolStatement> applied(String set, Migration migration, Duration time) {
        return switch (table.tool()) {
            case FLYWAY -> flyway(migration, time).stream().toList();
            case GOLANG_MIGRATE -> golangMigrate(set);
            case GOOSE -> version(migration.id(), KeptTableSql.GOOSE_APPLIED);
            case DBMATE, RAILS -> version(migration.id(), KeptTableSql.VERSION_APPLIED);
            case SQL_RUNNER -> sqlRunner(set);
            case ALEMBIC, SUPABASE, LIQUIBASE, SQITCH, DIESEL, PYTHON_RUNNER -> List.of();
        };
    }

    /** After a migration was taken back, and the ledger says so. */
    public List<ToolStatement> takenBack(String set, MigrationId id) {
        return switch (table.tool()) {
            case FLYWAY -> flywayTakenBack(id);
            case GOLANG_MIGRATE -> golangMigrate(set);
            case GOOSE -> version(id, KeptTableSql.GOOSE_TAKEN_BACK);
            case DBMATE, RAILS -> version(id, KeptTableSql.VERSION_TAKEN_BACK);
            case SQL_RUNNER -> sqlRunner(set);
            case ALEMBIC, SUPABASE, LIQUIBASE, SQITCH, DIESEL, PYTHON_RUNNER -> List.of();
        };
    }

    /** A file that the tool would not take for one of its own has no row there. */
    private List<ToolStatement> version(MigrationId id, String sql) {
        Matcher digits = DIGITS.matcher(id.value());
        return digits.matches() ? List.of(ToolStatement.of(sql.formatted(table.quoted()), digits.group(1))) : List.of();
    }

    private Optional<ToolStatement> flyway(Migration migration, Duration time) {
        String id = migration.id().value();
        Matcher name = FLYWAY.matcher(id);
        if (!name.matches() && !migration.isRepeatable()) {
            return Optional.empty();
        }
        Optional<String> version = name.matches() ? Optional.of(name.group(1).replace('_', '.')) : Optional.empty();
        String description =
                name.matches() ? Optional.ofNullable(name.group(2)).orElse("") : id.replaceFirst("(?i)^R__", "");
        return Optional.of(new ToolStatement(
                KeptTableSql.FLYWAY_APPLIED.formatted(table.quoted()),
                List.of(
                        version,
                        Optional.of(description.replace('_', ' ')),
                        Optional.of(migration.source().path().getFileName().toString()),
                        Optional.of(String.valueOf(ToolChecksum.flyway(migration))),
                        Optional.of(String.valueOf(time.toMillis())))));
    }

    private List<ToolStatement> flywayTakenBack(MigrationId id) {
        Matcher name = FLYWAY.matcher(id.value());
        return name.matches()
                ? List.of(ToolStatement.of(
                        KeptTableSql.FLYWAY_TAKEN_BACK.formatted(table.quoted()),
                        name.group(1).replace('_', '.')))
                : List.of(ToolStatement.of(
                        KeptTableSql.FLYWAY_REPEATABLE_TAKEN_BACK.formatted(table.quoted()), id.value() + ".sql"));
    }

    /** One row with the highest applied number, or none: what the tool keeps when it goes to a version. */
    private List<ToolStatement> golangMigrate(String set) {
        return List.of(
                ToolStatement.of(KeptTableSql.GOLANG_MIGRATE_BEFORE.formatted(table.quoted())),
                ToolStatement.of(KeptTableSql.GOLANG_MIGRATE_NOW.formatted(table.quoted(), ledger), set));
    }

    /** Its tables may come into being by a migration of the project itself, so they are brought up to the ledger. */
    private List<ToolStatement> sqlRunner(String set) {
        return List.of(
                ToolStatement.of("SELECT pg_catalog.set_config('switchback.kept_set', $1, true)", set),
                ToolStatement.of(KeptTableSql.SQL_RUNNER_NOW.formatted(
                        table.quoted(), ledger, table.sibling("migration_history"), table.sibling("database_schema"))));
    }
}
