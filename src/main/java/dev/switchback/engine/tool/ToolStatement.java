package dev.switchback.engine.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One statement on another tool's table.
 *
 * @param values as text, bound to {@code $1}, {@code $2} …, each once and in this order
 */
public record ToolStatement(String sql, List<Optional<String>> values) {

    public ToolStatement {
        values = List.copyOf(values);
    }

    static ToolStatement of(String sql, String... values) {
        return new ToolStatement(sql, Arrays.stream(values).map(Optional::of).toList());
    }
}
