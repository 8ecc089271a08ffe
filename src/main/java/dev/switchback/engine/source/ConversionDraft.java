package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the files of a set; what somebody should know is gathered on the way. */
final class ConversionDraft {

    private static final int COPIES = 8;
    private static final Pattern OWN_MARKER = Pattern.compile("(?im)^\\s*--\\s*@up\\b");

    private final Project project;
    private final SetInSql source;
    private final MigrationSet set;
    private final Map<MigrationId, MigrationId> names = new LinkedHashMap<>();
    private final List<String> remarks;

    ConversionDraft(Project project, SetInSql source) {
        this.project = project;
        this.source = source;
        this.set = source.set();
        this.remarks = new ArrayList<>(source.remarks());
        set.migrations().forEach(migration -> names.put(migration.id(), Conversion.fileName(migration.id())));
    }

    Conversion draft() {
        Map<MigrationId, List<MigrationId>> further = keepingOrder();
        ConvertedSettings settings = ConvertedSettings.of(project, set, renamed());
        remarks.addAll(settings.remarks());
        Map<MigrationId, List<MigrationId>> needs = new LinkedHashMap<>();
        List<ConvertedFile> files = new ArrayList<>();
        for (Migration migration : set.migrations()) {
            List<MigrationId> all = Stream.concat(
                            migration.needs().stream(), further.getOrDefault(migration.id(), List.of()).stream())
                    .map(id -> names.getOrDefault(id, id))
                    .toList();
            needs.put(name(migration), all);
            Migration own = settings.hasPhases() ? withoutPhase(migration) : migration;
            files.add(file(own, all));
        }
        remarkRest();
        return new Conversion(set, files, needs, settings.text(), remarks);
    }

    /** The text of every file is another one than was applied. */
    private static String goOn(String tool) {
        return "to go on where a database stands: `accept --all` there where Switchback applied the former files, `adopt` "
                + "where " + tool + " did; once, with --reason";
    }

    private Map<String, String> renamed() {
        Map<String, String> renamed = new LinkedHashMap<>();
        names.forEach((from, to) -> {
            if (!from.equals(to)) {
                renamed.put(from.value(), to.value());
            }
        });
        return renamed;
    }

    private MigrationId name(Migration migration) {
        return names.getOrDefault(migration.id(), migration.id());
    }

    private ConvertedFile file(Migration migration, List<MigrationId> needs) {
        MigrationId id = migration.id();
        return new ConvertedFile(
                name(migration),
                id,
                text(migration, needs),
                source.way(id, Direction.UP),
                migration.scripts().down().map(script -> source.way(id, Direction.DOWN)));
    }

    private String text(Migration migration, List<MigrationId> needs) {
        Stream.concat(Stream.of(migration.scripts().up()), migration.scripts().down().stream())
                .filter(script -> script.program().isPresent())
                .findFirst()
                .ifPresent(script -> {
                    throw notSql(migration, script);
                });
        try {
            requireRoom(migration.source().path());
            return isAnnotated(migration)
                    ? SourceText.clean(Files.readString(migration.source().path()))
                    : new AnnotatedText(migration, name(migration), said(migration, needs)).text();
        } catch (IOException failure) {
            throw Conversion.refused(
                    "cannot_read",
                    migration.source().path().getFileName() + " cannot be read: " + failure.getMessage(),
                    "Nothing was written.",
                    migration.source().path());
        }
    }

    /** Nothing is written before all of it was seen, so that all of it is held in memory. */
    private static void requireRoom(Path file) throws IOException {
        if (Files.size(file) > Runtime.getRuntime().maxMemory() / COPIES) {
            throw Conversion.refused(
                    "too_large",
                    file.getFileName() + " is too large to be converted in the memory that there is",
                    "Give the program more memory, or convert the set without it and add it by hand. Nothing was written.",
                    file);
        }
    }

    private static SwitchbackException notSql(Migration migration, Script script) {
        return Conversion.refused(
                "not_sql",
                migration.id() + " is a program, and what it does in SQL is not known",
                "Nothing was written.",
                script.file());
    }

    /** What is written so already stays as it is, to the last comment, with data that was left on disk. */
    private boolean isAnnotated(Migration migration) {
        return set.layout() == Layout.ANNOTATED
                && migration.source().companions().isEmpty()
                && OWN_MARKER.matcher(migration.source().text()).find();
    }

    /** The phases stand in the settings that come along. */
    private static Migration withoutPhase(Migration migration) {
        return migration.with(migration.header().withPhase(Optional.empty()));
    }

    /** File order is not written down where it is the same in the new files, so that what is applied stays unchanged. */
    private Optional<List<MigrationId>> said(Migration migration, List<MigrationId> needs) {
        boolean byFileOrder = migration.dependencies().origin() == Origin.FILE_ORDER;
        return byFileOrder && set.layout() != Layout.SQITCH ? Optional.empty() : Optional.of(needs);
    }

    /** A plan of sqitch's has an order of its own; where names would give another one, the change before is needed too. */
    private Map<MigrationId, List<MigrationId>> keepingOrder() {
        List<MigrationId> order = set.migrations().stream().map(Migration::id).toList();
        boolean ordered = set.layout() == Layout.SQITCH || set.layout() == Layout.ALEMBIC;
        if (!ordered || byName(order).equals(order)) {
            return Map.of();
        }
        if (set.layout() == Layout.ALEMBIC) {
            remarks.add("revisions that do not need each other run in another order than before: that of their names");
            return Map.of();
        }
        Map<MigrationId, List<MigrationId>> further = new HashMap<>();
        for (int i = 1; i < order.size(); i++) {
            if (!set.migrations().get(i).needs().contains(order.get(i - 1))) {
                further.put(order.get(i), List.of(order.get(i - 1)));
            }
        }
        remarks.add("the plan's order is kept by further dependencies of " + further.size() + " migrations");
        return further;
    }

    private List<MigrationId> byName(List<MigrationId> order) {
        Map<MigrationId, List<MigrationId>> needs = new HashMap<>();
        set.migrations().forEach(migration -> needs.put(migration.id(), migration.needs()));
        List<MigrationId> names = order.stream()
                .sorted(Comparator.comparing(Conversion::fileName))
                .toList();
        return DependencyOrder.of(names, needs).sorted();
    }

    private void remarkRest() {
        switch (set.layout()) {
            case ALEMBIC -> remarks.add(goOn("Alembic"));
            case PYTHON -> remarks.add(goOn("the project's own runner"));
            case ANNOTATED, PLAIN, SQITCH -> {}
        }
        set.problems()
                .rollbackScript()
                .ifPresent(script -> remarks.add(script.getFileName() + " was not taken along: copy it if it is used"));
        renamed()
                .forEach((from, to) ->
                        remarks.add(from + " is called " + to + " now: a ledger with the old id does not fit"));
    }
}
