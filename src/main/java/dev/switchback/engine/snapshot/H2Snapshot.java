package dev.switchback.engine.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot of H2. */
final class H2Snapshot {

    /** H2 folds to upper or lower case as the database was made, so that either needs no quotes. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

    private static final Set<String> OF_THE_ORDER = Set.of("", "ON", "WHERE", "AND", "1=1", "FROM", "INNER", "JOIN");

    private H2Snapshot() {}

    static Snapshot read(Connection connection, String ledgerSchema) throws SQLException {
        SortedMap<ObjectKey, String> objects = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(H2Structure.QUERY)) {
            statement.setString(1, ledgerSchema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    add(objects, rows);
                }
            }
        }
        return new Snapshot(objects);
    }

    /** A trigger of several events, or a right of several kinds, may come in several rows. */
    private static void add(SortedMap<ObjectKey, String> objects, ResultSet row) throws SQLException {
        ObjectKey key = new ObjectKey(row.getString(1), name(row));
        String definition = Objects.requireNonNullElse(row.getString(5), "");
        objects.merge(
                key,
                key.kind().equals("view") ? unordered(definition) : definition,
                (one, other) -> one.compareTo(other) < 0 ? one + "\n" + other : other + "\n" + one);
        @Nullable String comment = row.getString(6);
        if (comment != null) {
            objects.put(key.aspect("comment"), comment);
        }
    }

    /**
     * H2 keeps of a view what its optimiser made of it last: a new index, or rows that came, put its tables and
     * conditions into another order, conditions of joins under WHERE, and a semicolon at the end. Only what is left besides tells views apart.
     */
    private static String unordered(String definition) {
        return Arrays.stream(definition.split("[\\s();,]+"))
                .filter(word -> !OF_THE_ORDER.contains(word))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String name(ResultSet row) throws SQLException {
        StringBuilder name = new StringBuilder();
        for (int column = 2; column <= 4; column++) {
            @Nullable String part = row.getString(column);
            if (part != null) {
                name.append(name.isEmpty() ? "" : ".").append(quoted(part));
            }
        }
        return name.toString();
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
