package dev.switchback.engine.run;

import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.snapshot.ObjectKey;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementClassifier;
import dev.switchback.engine.sql.StatementTraits.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts the rows and values that a script took with it, on a database where it has not run: after the trial aside was
 * taken back, what went is there again.
 */
final class Losses {

    private static final Pattern TRUNCATE = Pattern.compile("\\btruncate\\b", Pattern.CASE_INSENSITIVE);
    private static final int SUMMARY = 60;

    private final RunContext context;
    private final StatementClassifier classifier;

    Losses(RunContext context) {
        this.context = context;
        Dialect dialect = context.target().dialect();
        this.classifier = new StatementClassifier(dialect.syntax(), dialect.majorVersion());
    }

    /**
     * What goes; objects that hold no data are no loss.
     *
     * @param deleted rows by table where the database counts them, else the statements tell
     */
    List<Loss> of(StructureDifference difference, StepReport report, SortedMap<String, Long> deleted)
            throws SQLException {
        List<Loss> losses = new ArrayList<>();
        List<ObjectKey> tables = of("table", difference);
        for (ObjectKey table : tables) {
            losses.add(new Loss(table.toString(), count("count(*)", table.parts())));
        }
        for (Map.Entry<List<String>, List<ObjectKey>> table :
                columnsOfStayingTables(difference, tables).entrySet()) {
            losses.addAll(values(table.getKey(), table.getValue()));
        }
        deleted.forEach((table, rows) -> losses.add(new Loss("rows of " + table + " (DELETE)", rows)));
        for (StatementReport statement : report.statements()) {
            losses.addAll(emptied(statement));
            losses.addAll(deleted.isEmpty() ? deleted(statement) : List.of());
        }
        return losses.stream().filter(loss -> loss.rows() > 0).toList();
    }

    private static List<ObjectKey> of(String kind, StructureDifference difference) {
        return difference.removed().stream()
                .filter(key -> key.kind().equals(kind))
                .toList();
    }

    private static Map<List<String>, List<ObjectKey>> columnsOfStayingTables(
            StructureDifference difference, List<ObjectKey> tables) {
        return of("column", difference).stream()
                .filter(column -> tables.stream().noneMatch(column::isPartOf))
                .collect(Collectors.groupingBy(
                        column -> column.parts().subList(0, column.parts().size() - 1),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private List<Loss> values(List<String> table, List<ObjectKey> columns) throws SQLException {
        List<Loss> losses = new ArrayList<>();
        for (ObjectKey column : columns) {
            String values = "count(" + quoted(column.parts().getLast()) + ")";
            losses.add(new Loss(column.toString(), count(values, table)));
        }
        return losses;
    }

    private List<Loss> deleted(StatementReport report) {
        return destroys(report)
                ? List.of(new Loss(
                        "rows of " + report.statement().summary(SUMMARY),
                        report.rows().orElse(0)))
                : List.of();
    }

    /** PostgreSQL does not count what TRUNCATE removes; each table that it empties gets a new file. */
    private List<Loss> emptied(StatementReport report) throws SQLException {
        List<Loss> losses = new ArrayList<>();
        if (destroys(report) && TRUNCATE.matcher(report.statement().text()).find()) {
            for (String table : report.rewritten()) {
                long rows = count("count(*)", new ObjectKey("table", table).parts());
                losses.add(new Loss("rows of " + table + " (TRUNCATE)", rows));
            }
        }
        return losses;
    }

    private boolean destroys(StatementReport report) {
        return classifier.classify(report.statement()).effect() == Effect.DESTROYS;
    }

    /** Each partition is a table of its own in a snapshot, so that its parent must not count it again. */
    private long count(String what, List<String> table) throws SQLException {
        String only = context.target().dialect().syntax() == SqlSyntax.POSTGRESQL ? "ONLY " : "";
        String name = table.stream().map(this::quoted).collect(Collectors.joining("."));
        try (Statement statement = context.connection().createStatement()) {
            context.cancellation().onRequest(() -> StatementRunner.cancel(statement));
            try (ResultSet row = statement.executeQuery("SELECT " + what + " FROM " + only + name)) {
                return row.next() ? row.getLong(1) : 0;
            }
        } finally {
            context.cancellation().clear();
        }
    }

    private String quoted(String name) {
        return context.target().dialect().quote(name);
    }
}
