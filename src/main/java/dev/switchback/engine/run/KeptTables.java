package dev.switchback.engine.run;

import dev.switchback.engine.database.Pipeline;
import dev.switchback.engine.database.Pipeline.Message;
import dev.switchback.engine.database.Pipeline.Recurrence;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.ProjectConfig.Kept;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.tool.Tool;
import dev.switchback.engine.tool.ToolKeeper;
import dev.switchback.engine.tool.ToolStatement;
import dev.switchback.engine.tool.ToolTable;
import dev.switchback.engine.tool.ToolTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of other tools that a project wants kept right, in the transactions of the ledger's rows. */
final class KeptTables {

    private final RunContext context;
    private final Kept wanted;
    private final Map<String, ToolKeeper> keepers = new HashMap<>();

    private KeptTables(RunContext context) {
        this.context = context;
        this.wanted = context.target().config().kept();
    }

    /** Looks for the tables, and creates those that the tool itself would create; asks nothing where none is kept. */
    static KeptTables of(RunContext context) throws SQLException {
        KeptTables kept = new KeptTables(context);
        for (String word : kept.wanted.tools()) {
            Tool tool = Tool.of(word).orElseThrow();
            if (context.target().dialect().syntax() == SqlSyntax.POSTGRESQL || tool == Tool.FLYWAY) {
                kept.keepers.put(word, kept.keeper(tool));
            }
        }
        return kept;
    }

    private ToolKeeper keeper(Tool tool) throws SQLException {
        Optional<ToolTable> table = find(tool);
        if (table.isEmpty()) {
            context.target().sessionSetup().prepare(context.connection());
            List<String> creation = ToolKeeper.creation(tool);
            for (String sql : creation) {
                try (Statement statement = context.connection().createStatement()) {
                    statement.execute(sql);
                }
            }
            table = find(tool);
        }
        return new ToolKeeper(
                table.orElse(new ToolTable(tool, "public", "schema_migrations")),
                context.target().ledgerSchema());
    }

    private Optional<ToolTable> find(Tool tool) throws SQLException {
        return ToolTables.find(context.connection(), context.target().dialect().syntax()).stream()
                .filter(table -> table.tool().sharesTableWith(tool))
                .findFirst();
    }

    /** Writes what the tool would have written, behind the ledger's rows. */
    void write(PlanStep step, Duration time) throws SQLException {
        switch (step.direction()) {
            case UP -> applied(step.set(), step.work().migration().orElseThrow(), time);
            case DOWN -> {
                for (MigrationId id : step.ids()) {
                    Optional<ToolKeeper> keeper = of(step.set());
                    if (keeper.isPresent()) {
                        tell(keeper.get().takenBack(step.set(), id));
                    }
                }
            }
        }
    }

    /** The same for what was not run, but is recorded as applied; the tool may have a row of it already. */
    void stamped(String set, Migration migration) throws SQLException {
        Optional<ToolKeeper> keeper = of(set);
        if (keeper.isPresent()) {
            tell(keeper.get().takenBack(set, migration.id()));
            tell(keeper.get().applied(set, migration, Duration.ZERO));
        }
    }

    private void applied(String set, Migration migration, Duration time) throws SQLException {
        Optional<ToolKeeper> keeper = of(set);
        if (keeper.isPresent()) {
            tell(keeper.get().applied(set, migration, time));
        }
    }

    /** Whether a tool of the project's has to find this set's migrations in its table. */
    boolean isKept(String set) {
        return of(set).isPresent();
    }

    private Optional<ToolKeeper> of(String set) {
        return wanted.of(set).flatMap(word -> Optional.ofNullable(keepers.get(word)));
    }

    private void tell(List<ToolStatement> statements) throws SQLException {
        Connection connection = context.connection();
        Optional<Pipeline> pipeline = Pipeline.over(connection, context.target().dialect());
        if (pipeline.isPresent()) {
            pipeline.get()
                    .sendAll(statements.stream()
                            .map(each -> new Message(each.sql(), each.values(), Recurrence.ONCE))
                            .toList());
            return;
        }
        for (ToolStatement each : statements) {
            try (PreparedStatement statement =
                    connection.prepareStatement(each.sql().replaceAll("\\$\\d", "?"))) {
                int index = 1;
                for (Optional<String> value : each.values()) {
                    statement.setObject(index++, value.orElse(null), Types.VARCHAR);
                }
                statement.execute();
            }
        }
    }
}
