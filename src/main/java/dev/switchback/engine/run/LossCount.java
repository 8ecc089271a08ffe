package dev.switchback.engine.run;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.snapshot.ObjectKey;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.StructureDifference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Counts the rows and values that a down script takes with it. */
final class LossCount {

    private static final Pattern DELETES = Pattern.compile("(?is)\\s*(DELETE|TRUNCATE)\\b.*");

    private final Connection connection;

    LossCount(Connection connection) {
        this.connection = connection;
    }

    /** Rows of tables and values of columns, by object, as counted before the script ran. */
    record Rows(Map<ObjectKey, Long> counts) {
        static final Rows NONE = new Rows(Map.of());
    }

    /** Counts every table and column whose name the script mentions. */
    Rows count(Snapshot structure, String script) throws SQLException {
        String text = script.toLowerCase(Locale.ROOT);
        Map<ObjectKey, Long> counts = new HashMap<>();
        for (ObjectKey key : structure.objects().keySet()) {
            String[] parts = key.name().split("\\.");
            if (key.kind().equals("table") && mentions(text, parts[parts.length - 1])) {
                counts.put(key, ask("SELECT count(*) FROM " + quoted(parts, 2)));
            } else if (key.kind().equals("column")
                    && parts.length == 3
                    && structure.objects().containsKey(new ObjectKey("table", parts[0] + "." + parts[1]))
                    && mentions(text, parts[2])
                    && mentions(text, parts[1])) {
                counts.put(key, ask("SELECT count(" + quote(parts[2]) + ") FROM " + quoted(parts, 2)));
            }
        }
        return new Rows(counts);
    }

    private static boolean mentions(String text, String name) {
        return text.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String quoted(String[] parts, int count) {
        List<String> quoted = new ArrayList<>();
        for (int i = 0; i < count && i < parts.length; i++) {
            quoted.add(quote(parts[i]));
        }
        return String.join(".", quoted);
    }

    private static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private long ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** What went: rows of removed tables, values of removed columns, rows of deletes. */
    List<Loss> of(StructureDifference difference, Rows rows, StepReport report) {
        List<Loss> losses = new ArrayList<>();
        List<ObjectKey> tables = difference.removed().stream()
                .filter(key -> key.kind().equals("table"))
                .toList();
        for (ObjectKey key : difference.removed()) {
            boolean inRemovedTable =
                    tables.stream().anyMatch(table -> key.name().startsWith(table.name() + "."));
            Long count = rows.counts().get(key);
            if (count != null && count > 0 && !(key.kind().equals("column") && inRemovedTable)) {
                losses.add(new Loss(key.toString(), count));
            }
        }
        if (report.step().direction() == Direction.DOWN) {
            report.statements().stream()
                    .filter(statement ->
                            DELETES.matcher(statement.statement().text()).matches())
                    .filter(statement -> statement.rows().orElse(0) > 0)
                    .forEach(statement -> losses.add(new Loss(
                            "rows of " + statement.statement().summary(60),
                            statement.rows().getAsLong())));
        }
        return losses;
    }
}
