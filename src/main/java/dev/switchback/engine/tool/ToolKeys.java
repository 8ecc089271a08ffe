package dev.switchback.engine.tool;

import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By what each tool finds a migration again, taken from the names of files; of Liquibase's files, from their changesets. */
final class ToolKeys {

    private static final Pattern PROJECT = Pattern.compile("(?m)^\\s*%project\\s*=\\s*(\\S+)");

    private ToolKeys() {}

    /** The keys of each migration that has some, in the order of the set; all of them have to be there. */
    static Map<MigrationId, List<String>> of(Tool tool, MigrationSet set) {
        Map<MigrationId, List<String>> keys = new LinkedHashMap<>();
        String project = tool == Tool.SQITCH ? project(set) : "";
        for (Migration migration : set.migrations()) {
            List<String> own = tool == Tool.SQITCH ? List.of(sqitch(project, migration.id())) : of(tool, migration);
            if (!own.isEmpty()) {
                keys.put(migration.id(), own);
            }
        }
        return keys;
    }

    private static List<String> of(Tool tool, Migration migration) {
        String id = migration.id().value();
        return switch (tool) {
            case FLYWAY ->
                migration.isRepeatable()
                        ? List.of(id)
                        : list(ToolVersion.flyway(id).map(ToolVersion::toString));
            case GOLANG_MIGRATE, SUPABASE, GOOSE, DBMATE, RAILS, PYTHON_RUNNER -> list(number(id));
            case DIESEL -> list(number(id.split("_", 2)[0].replace("-", "")));
            case ALEMBIC -> List.of(id.split("_", 2)[0]);
            case LIQUIBASE -> changesets(migration);
            case SQL_RUNNER, SQITCH -> List.of(id);
        };
    }

    private static List<String> list(Optional<String> key) {
        return key.stream().toList();
    }

    /** What tools that know whole numbers call a migration of this id. */
    static Optional<String> number(String id) {
        return ToolVersion.leading(id).map(ToolVersion::toString);
    }

    private static List<String> changesets(Migration migration) {
        return Changeset.in(migration.source().text()).stream()
                .map(changeset -> changeset(
                        changeset
                                .path()
                                .map(ToolKeys::stem)
                                .orElse(migration.id().value()),
                        changeset.author(),
                        changeset.id()))
                .toList();
    }

    /** A file's name without its folder and suffix. */
    static String stem(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("(?i)\\.sql$", "");
    }

    /** @param file without its folder and suffix */
    static String changeset(String file, String author, String id) {
        return file + "::" + author + "::" + id;
    }

    /** The registry holds changes of several projects, and a change that was worked on again several times. */
    static String change(String project, String name, int occurrence) {
        return project + ":" + name + "#" + occurrence;
    }

    private static String sqitch(String project, MigrationId id) {
        String[] parts = id.value().split("#", 2);
        return change(project, parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
    }

    private static String project(MigrationSet set) {
        Path plan = set.folder().resolve("sqitch.plan");
        try {
            Matcher pragma = PROJECT.matcher(Files.exists(plan) ? Files.readString(plan) : "");
            return pragma.find() ? pragma.group(1) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
