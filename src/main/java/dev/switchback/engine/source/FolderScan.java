package dev.switchback.engine.source;

import dev.switchback.engine.migration.NaturalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one set's folder, and of the folders in it, by the part that their names give them, each list in natural order. */
final class FolderScan {

    private static final Set<String> DOWN_FOLDERS = Set.of("down", "undo", "rollback", "revert");
    private static final Set<String> FILLED_BY_TOOLS =
            Set.of("node_modules", "target", "build", "dist", "out", "venv", "vendor", "__pycache__");
    private static final int DEEPEST = 3;
    private static final Map<String, String> TWIN_OF = Map.of("up", "down", "deploy", "revert");

    private final List<FileName> ups = new ArrayList<>();
    private final List<FileName> downs = new ArrayList<>();
    private final List<FileName> unnumbered = new ArrayList<>();
    private final List<FileName> otherLanguages = new ArrayList<>();
    private final List<Path> strangers = new ArrayList<>();
    private Optional<Path> rollbackScript = Optional.empty();

    private FolderScan() {}

    /**
     * Lists a folder.
     *
     * @throws UncheckedIOException when the folder cannot be listed
     */
    static FolderScan of(Path folder) {
        FolderScan scan = new FolderScan();
        scan.folder(folder, DEEPEST);
        String twin = TWIN_OF.get(String.valueOf(folder.getFileName()));
        if (twin != null && Files.isDirectory(folder.resolveSibling(twin))) {
            scan.downFolder(folder.resolveSibling(twin));
        }
        return scan;
    }

    /** Scripts that go up, repeatable ones included. */
    List<FileName> ups() {
        return ups;
    }

    List<FileName> downs() {
        return downs;
    }

    /** Scripts whose content decides whether they are migrations. */
    List<FileName> unnumbered() {
        return unnumbered;
    }

    /** Numbered steps in languages that are not SQL. */
    List<FileName> otherLanguages() {
        return otherLanguages;
    }

    /** Files that are no migrations but look as if they did something. */
    List<Path> strangers() {
        return strangers;
    }

    Optional<Path> rollbackScript() {
        return rollbackScript;
    }

    private void folder(Path folder, int depth) {
        for (Path entry : entries(folder)) {
            entry(entry, depth);
        }
    }

    private void entry(Path entry, int depth) {
        FileName name = FileName.of(entry);
        boolean script = name.role() != FileName.Role.NOT_SQL && name.role() != FileName.Role.OTHER_LANGUAGE;
        if (script || !Files.isDirectory(entry)) {
            file(name, depth);
        } else if (takesBack(entry)) {
            downFolder(entry);
        } else if (Files.exists(entry.resolve("up.sql"))) {
            folderOfOne(entry);
        } else if (depth > 0 && mayHoldMigrations(entry)) {
            folder(entry, depth - 1);
        }
    }

    private void file(FileName name, int depth) {
        switch (name.role()) {
            case UP, REPEATABLE -> ups.add(name);
            case DOWN -> downs.add(name);
            case UNNUMBERED -> unnumbered.add(name);
            case OTHER_LANGUAGE -> otherLanguages.add(name);
            case ROLLBACK_SCRIPT, NOT_SQL -> {
                // further down lie the sources of whole programs, when the set is in the root of one
                if (depth == DEEPEST) {
                    beside(name);
                }
            }
        }
    }

    private void beside(FileName name) {
        if (name.role() == FileName.Role.ROLLBACK_SCRIPT) {
            rollbackScript = Optional.of(name.file());
        } else if (name.couldBeTakenForAStep()) {
            strangers.add(name.file());
        }
    }

    private void downFolder(Path folder) {
        for (Path entry : entries(folder)) {
            FileName name = FileName.of(entry);
            switch (name.role()) {
                case UP, DOWN, UNNUMBERED -> downs.add(name.as(FileName.Role.DOWN, name.id()));
                case REPEATABLE, ROLLBACK_SCRIPT, OTHER_LANGUAGE, NOT_SQL -> strangers.add(entry);
            }
        }
    }

    /** Diesel's way: a folder per migration, with {@code up.sql} and {@code down.sql}. */
    private void folderOfOne(Path folder) {
        FileName name = FileName.of(folder.resolveSibling(folder.getFileName() + ".sql"));
        ups.add(name.at(folder.resolve("up.sql")).as(FileName.Role.UP, name.id()));
        Path down = folder.resolve("down.sql");
        if (Files.exists(down)) {
            downs.add(name.at(down).as(FileName.Role.DOWN, name.id()));
        }
    }

    /** Whether a folder holds ways down by its name. */
    static boolean takesBack(Path folder) {
        return DOWN_FOLDERS.contains(folder.getFileName().toString().toLowerCase(Locale.ROOT));
    }

    /** Whether a folder is worth entering: not what tools fill, and no link, which could lead in a circle. */
    static boolean mayHoldMigrations(Path folder) {
        return Files.isReadable(folder)
                && !Files.isSymbolicLink(folder)
                && !FILLED_BY_TOOLS.contains(folder.getFileName().toString());
    }

    /** A path cuts its name anew whenever it is asked, and sorting asks often. */
    private record Named(String name, Path entry) {}

    /** Everything visible in a folder, in natural order. */
    static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> new Named(entry.getFileName().toString(), entry))
                    .filter(entry -> !entry.name().startsWith("."))
                    .sorted(Comparator.comparing(Named::name, NaturalOrder.INSTANCE))
                    .map(Named::entry)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
