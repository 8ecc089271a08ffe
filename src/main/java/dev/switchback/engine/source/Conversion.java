package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.NaturalOrder;
import dev.switchback.engine.migration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a set as annotated files into a folder of their own. Ids stay what they are wherever a file can be called so, so
 * that a ledger fits both; what each migration needs, and the order, stay too.
 */
public final class Conversion {

    private static final Pattern LAYOUT_LINE = Pattern.compile("(?m)^[ \\t]*layout[ \\t]*=.*$");
    private static final Pattern OWN_MARKER = Pattern.compile("(?im)^\\s*--\\s*@up\\b");
    private static final Pattern SETS = Pattern.compile("(?m)^\\s*\\[\\[\\s*sets\\s*]]");

    private final Project project;
    private final MigrationSet set;
    private final Map<MigrationId, MigrationId> names = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * What was written.
     *
     * @param names the new id of each migration, in plan order
     * @param remarks what somebody should know
     */
    public record Written(Path folder, Map<MigrationId, MigrationId> names, List<String> remarks) {

        public Written {
            remarks = List.copyOf(remarks);
        }
    }

    private Conversion(Project project, MigrationSet set) {
        this.project = project;
        this.set = set;
        set.migrations().forEach(migration -> names.put(migration.id(), fileName(migration.id())));
    }

    private static MigrationId fileName(MigrationId id) {
        return new MigrationId(id.value().replace('/', '_'));
    }

    /**
     * Converts a set whose files can all be read.
     *
     * @param folder new, or empty
     * @throws SwitchbackException.Unreadable when it cannot be done; then nothing is left behind but what was written so far
     */
    public static Written write(Project project, MigrationSet set, Path folder) {
        Conversion conversion = new Conversion(project, set);
        conversion.requirePossible(folder);
        try {
            return conversion.write(folder);
        } catch (IOException failure) {
            throw refused(
                    "cannot_write",
                    "the set cannot be written to " + folder + ": " + failure.getMessage(),
                    "Check the permissions of the folder.",
                    folder);
        }
    }

    private void requirePossible(Path folder) {
        Optional<FileInError> error = set.problems().files().stream().findFirst();
        if (error.isPresent()) {
            throw refused(
                    "file_in_error",
                    error.get().file().getFileName() + " cannot be read: "
                            + error.get().finding().message(),
                    "Mend it first; nothing was written.",
                    error.get().file());
        }
        if (set.alembic().isPresent()) {
            throw refused(
                    "written_by_alembic",
                    "revisions of Alembic are Python, which has to be asked for their SQL",
                    "Show it with `plan --sql`; nothing was written.",
                    set.folder());
        }
        if (names.values().stream().distinct().count() < names.size()) {
            throw refused(
                    "same_name",
                    "two migrations of this set would get one file name",
                    "Rename one of them first; nothing was written.",
                    set.folder());
        }
        if (isTaken(folder)) {
            throw refused(
                    "folder_exists",
                    folder + " is there and not empty",
                    "Name a new folder; nothing was written.",
                    folder);
        }
    }

    private static boolean isTaken(Path folder) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        } catch (IOException noFolder) {
            return true;
        }
    }

    private Written write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<MigrationId, List<MigrationId>> further = keepingOrder();
        boolean settings = writeSettings(folder);
        for (Migration migration : set.migrations()) {
            MigrationId id = names.getOrDefault(migration.id(), migration.id());
            Optional<List<MigrationId>> needs = needs(migration, further.getOrDefault(migration.id(), List.of()));
            Migration plain = settings && !set.phases().isEmpty() ? withoutPhase(migration) : migration;
            SourceStore.create(
                    folder.resolve(id + ".sql"),
                    isAnnotated(migration) ? migration.source().text() : new AnnotatedText(plain, id, needs).text());
        }
        set.problems()
                .rollbackScript()
                .ifPresent(script -> remarks.add(script.getFileName() + " was not taken along: copy it if it is used"));
        requireSame(folder, further);
        return new Written(folder, names, remarks);
    }

    /** What is written so already stays as it is, to the last comment. */
    private boolean isAnnotated(Migration migration) {
        return set.layout() == Layout.ANNOTATED
                && migration.source().companions().isEmpty()
                && OWN_MARKER.matcher(migration.source().text()).find();
    }

    /** The phases stand in the settings that come along. */
    private static Migration withoutPhase(Migration migration) {
        return new Migration(
                migration.id(),
                migration.header().withPhase(Optional.empty()),
                migration.scripts(),
                migration.dependencies(),
                migration.source(),
                migration.digests());
    }

    /** File order is not written down where it is the same in the new files, so that what is applied stays unchanged. */
    private Optional<List<MigrationId>> needs(Migration migration, List<MigrationId> further) {
        boolean byFileOrder = migration.dependencies().origin() == Origin.FILE_ORDER;
        if (byFileOrder && set.layout() != Layout.SQITCH) {
            return Optional.empty();
        }
        return Optional.of(Stream.concat(migration.needs().stream(), further.stream())
                .map(id -> names.getOrDefault(id, id))
                .toList());
    }

    /** A plan has an order of its own; where names would give another one, the change before is needed too. */
    private Map<MigrationId, List<MigrationId>> keepingOrder() {
        if (set.layout() != Layout.SQITCH) {
            return Map.of();
        }
        List<MigrationId> order = set.migrations().stream().map(Migration::id).toList();
        List<MigrationId> byName = order.stream()
                .sorted((one, other) -> NaturalOrder.INSTANCE.compare(
                        fileName(one).value(), fileName(other).value()))
                .toList();
        Map<MigrationId, List<MigrationId>> needs = new HashMap<>();
        set.migrations().forEach(migration -> needs.put(migration.id(), migration.needs()));
        if (DependencyOrder.of(byName, needs).sorted().equals(order)) {
            return Map.of();
        }
        Map<MigrationId, List<MigrationId>> further = new HashMap<>();
        for (int i = 1; i < order.size(); i++) {
            if (!needs.getOrDefault(order.get(i), List.of()).contains(order.get(i - 1))) {
                further.put(order.get(i), List.of(order.get(i - 1)));
            }
        }
        remarks.add("the plan's order is kept by further dependencies of " + further.size() + " migrations");
        return further;
    }

    /** @return whether the project's own settings came along */
    private boolean writeSettings(Path folder) throws IOException {
        Path toml = project.root().resolve("switchback.toml");
        String text = Files.exists(toml) ? Files.readString(toml) : "";
        if (project.sets().size() == 1 && !SETS.matcher(text).find()) {
            if (!text.isEmpty()) {
                String layout = "layout = \"annotated\"";
                SourceStore.create(
                        folder.resolve("switchback.toml"),
                        LAYOUT_LINE.matcher(text).find()
                                ? LAYOUT_LINE.matcher(text).replaceFirst(layout)
                                : layout + "\n" + text);
            }
            return !text.isEmpty();
        }
        SourceStore.create(
                folder.resolve("switchback.toml"),
                "id = \"" + set.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"\nlayout = \"annotated\"\n");
        if (!text.isEmpty()) {
            remarks.add("the other settings of switchback.toml were not taken along: they belong to several sets");
        }
        return false;
    }

    /** Reads what was written, and refuses to call it done when it says something else. */
    private void requireSame(Path folder, Map<MigrationId, List<MigrationId>> further) {
        MigrationSet again = ProjectReader.read(folder).sets().getFirst();
        List<MigrationId> order = again.migrations().stream().map(Migration::id).toList();
        if (!order.equals(List.copyOf(names.values()))) {
            throw refused("order_changed", "the new files would run in another order: " + order, "", folder);
        }
        for (Migration migration : set.migrations()) {
            List<MigrationId> wanted = Stream.concat(
                            migration.needs().stream(), further.getOrDefault(migration.id(), List.of()).stream())
                    .map(id -> names.getOrDefault(id, id))
                    .toList();
            MigrationId id = names.getOrDefault(migration.id(), migration.id());
            if (!again.find(id).map(Migration::needs).orElse(List.of()).equals(wanted)) {
                throw refused("needs_changed", id + " would need something else than before", "", folder);
            }
        }
        names.forEach((from, to) -> {
            if (!from.equals(to)) {
                remarks.add(from + " is called " + to + " now: a ledger with the old id does not fit");
            }
        });
    }

    private static SwitchbackException refused(String code, String message, String advice, Path file) {
        return new SwitchbackException.Unreadable(code, message, advice, Optional.of(file));
    }
}
