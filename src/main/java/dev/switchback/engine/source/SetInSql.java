package dev.switchback.engine.source;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.source.ConvertedFile.Way;
import java.util.List;
import java.util.Map;

/**
 * A set of which every script is SQL.
 *
 * @param ways how those became SQL that were programs
 * @param remarks what somebody should know
 */
public record SetInSql(MigrationSet set, Map<Half, Way> ways, List<String> remarks) {

    /** One direction of a migration. */
    public record Half(MigrationId id, Direction direction) {}

    public SetInSql {
        ways = Map.copyOf(ways);
        remarks = List.copyOf(remarks);
    }

    /** A set that was written in SQL. */
    public static SetInSql of(MigrationSet set) {
        return new SetInSql(set, Map.of(), List.of());
    }

    Way way(MigrationId id, Direction direction) {
        return ways.getOrDefault(new Half(id, direction), Way.COPIED);
    }
}
