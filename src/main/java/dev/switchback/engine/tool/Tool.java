package dev.switchback.engine.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A migration tool whose record Switchback knows: its table by name, and told from others of that name by the columns
 * that it has and those that it never has.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of
public enum Tool {
    FLYWAY("Flyway", "flyway_schema_history schema_version", "installed_rank version script checksum success", ""),
    ALEMBIC("Alembic", "alembic_version", "version_num", Tool.NOTHING_ELSE),
    GOLANG_MIGRATE("golang-migrate", "schema_migrations", "version dirty", Tool.NOTHING_ELSE),
    SUPABASE("Supabase", "schema_migrations", "version statements name", "dirty set_key"),
    GOOSE("goose", "goose_db_version", "id version_id is_applied tstamp", ""),
    DBMATE("dbmate", "schema_migrations", "version", Tool.NOTHING_ELSE),
    RAILS("Rails", "schema_migrations", "version", Tool.NOTHING_ELSE),
    LIQUIBASE("Liquibase", "databasechangelog", "id author filename orderexecuted exectype md5sum", ""),
    SQITCH("sqitch", "changes", "change_id script_hash change project committed_at", ""),
    DIESEL("Diesel", "__diesel_schema_migrations", "version run_on", Tool.NOTHING_ELSE),
    /** An SQL runner with the three tables schema_migrations, migration_history and database_schema. */
    SQL_RUNNER(
            "the project's own SQL runner",
            "schema_migrations",
            "id up_sql down_sql status applied_at checksum",
            "set_key digest_algorithm"),
    /** A Python runner with the table migration_history. */
    PYTHON_RUNNER(
            "the project's own Python runner",
            "migration_history",
            "migration_number migration_name applied_at rollback_at status",
            "set_key");

    private static final String NOTHING_ELSE = "*";

    private final String title;
    private final List<String> tables;
    private final List<String> has;
    private final List<String> lacks;

    Tool(String title, String tables, String has, String lacks) {
        this.title = title;
        this.tables = words(tables);
        this.has = words(has);
        this.lacks = words(lacks);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** The word used in switchback.toml, options and JSON, such as {@code golang-migrate}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tool as people call it. */
    public String title() {
        return title;
    }

    /** The tool's own command that records what is applied already; empty where it has none. */
    Optional<String> catchingUp() {
        return switch (this) {
            case LIQUIBASE -> Optional.of("liquibase changelog-sync");
            case SQITCH -> Optional.of("sqitch deploy --log-only");
            case ALEMBIC -> Optional.of("alembic stamp");
            case SUPABASE -> Optional.of("supabase migration repair --status applied");
            case FLYWAY, GOLANG_MIGRATE, GOOSE, DBMATE, RAILS, DIESEL, SQL_RUNNER, PYTHON_RUNNER -> Optional.empty();
        };
    }

    /** Whether nobody can tell the tables of the two apart. */
    public boolean sharesTableWith(Tool other) {
        return this == other || (isOfVersionsOnly() && other.isOfVersionsOnly());
    }

    private boolean isOfVersionsOnly() {
        return this == DBMATE || this == RAILS;
    }

    /** The tool of a word; empty where there is none. */
    public static Optional<Tool> of(String word) {
        return Arrays.stream(values())
                .filter(tool -> tool.text().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The names of the tables that the tools write, each once. */
    static List<String> tableNames() {
        return Arrays.stream(values())
                .flatMap(tool -> tool.tables.stream())
                .distinct()
                .toList();
    }

    /** Whether a table of this name with these columns is this tool's; both in small letters. */
    boolean wrote(String table, List<String> columns) {
        return tables.contains(table)
                && columns.containsAll(has)
                && (lacks.contains(NOTHING_ELSE)
                        ? columns.size() == has.size()
                        : lacks.stream().noneMatch(columns::contains));
    }
}
