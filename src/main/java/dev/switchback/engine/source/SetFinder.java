package dev.switchback.engine.source;

import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.NaturalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the sets of a project that has no {@code switchback.toml}, or one that names no sets. */
final class SetFinder {

    /** The key of the only set of a project. */
    static final String MAIN = "main";

    private static final List<String> USUAL_FOLDERS = List.of("migrations", "db/migrations", "sql/migrations");
    /** As deep as {@code src/main/resources/db/migration}, and one for the files in it. */
    private static final int DEEPEST = 6;

    private static final int MOST_FOLDERS = 5_000;
    private static final int MOST_SCRIPTS_OPENED = 20;

    private SetFinder() {}

    /** The only set, or several; the folder itself when there are no migrations yet. */
    static List<SetConfig> find(Path root, ConfigReader.SingleSet alone) {
        boolean ofAlembic = AlembicSettings.in(root).isPresent();
        Optional<Path> usual = Stream.concat(
                        Stream.of(root), USUAL_FOLDERS.stream().map(root::resolve))
                .filter(Files::isDirectory)
                .filter(folder -> !ofAlembic && holdsMigrations(folder))
                .findFirst();
        List<Path> folders = usual.map(List::of).orElseGet(() -> foldersWithMigrations(root));
        if (folders.size() > 1) {
            return folders.stream()
                    .map(folder -> new SetConfig(
                            relativeName(root, folder), folder, alone.layout(), List.of(), alone.interpreter()))
                    .toList();
        }
        Path only = folders.isEmpty() ? emptySet(root) : folders.getFirst();
        return List.of(
                new SetConfig(alone.id().orElse(MAIN), only, alone.layout(), alone.phases(), alone.interpreter()));
    }

    private static Path emptySet(Path root) {
        return USUAL_FOLDERS.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(root);
    }

    /** With slashes on every system, because it is a key in the ledger. */
    private static String relativeName(Path root, Path folder) {
        Path named = folder.equals(root)
                ? AlembicSettings.in(root)
                        .map(settings -> settings.place().scripts())
                        .orElse(folder)
                : folder;
        return root.relativize(named).toString().replace('\\', '/');
    }

    private static List<Path> foldersWithMigrations(Path root) {
        Finder finder = new Finder(root);
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, finder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        finder.found.sort(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE));
        return finder.found;
    }

    private static boolean holdsMigrations(Path folder) {
        if (SqitchPlan.isIn(folder)) {
            return true;
        }
        List<FileName> unnumbered = new ArrayList<>();
        List<FileName> programs = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                FileName name = FileName.of(entry);
                if (isMigration(name)) {
                    return true;
                }
                if (name.role() == FileName.Role.UNNUMBERED) {
                    unnumbered.add(name);
                } else if (name.role() == FileName.Role.OTHER_LANGUAGE) {
                    programs.add(name);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return holdsAnnotated(unnumbered.stream()) || holdsPython(programs.stream());
    }

    /** Numbered or repeatable, or a folder of {@code up.sql} and {@code down.sql}. */
    private static boolean isMigration(FileName name) {
        return switch (name.role()) {
            case UP, REPEATABLE -> !name.file().getFileName().toString().startsWith(".");
            case NOT_SQL -> Files.exists(name.file().resolve("up.sql"));
            case DOWN, ROLLBACK_SCRIPT, OTHER_LANGUAGE, UNNUMBERED -> false;
        };
    }

    private static boolean holdsAnnotated(Stream<FileName> scripts) {
        return scripts.limit(MOST_SCRIPTS_OPENED)
                .map(name -> TextFiles.read(name.file()))
                .anyMatch(LayoutRecognition::isAnnotated);
    }

    private static boolean holdsPython(Stream<FileName> programs) {
        return programs.filter(name -> name.file().toString().endsWith(".py"))
                .limit(MOST_SCRIPTS_OPENED)
                .map(name -> TextFiles.read(name.file()))
                .anyMatch(PythonLayout::isMigration);
    }

    /** Walks the folders, but not into sets: what lies below one belongs to it. */
    private static final class Finder extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<Path> found = new ArrayList<>();
        private final Set<Path> ofAlembic = new HashSet<>();
        private int visited;

        Finder(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                noteAlembic(folder);
                return FileVisitResult.CONTINUE;
            }
            String name = folder.getFileName().toString();
            if (name.startsWith(".")
                    || FolderScan.takesBack(folder)
                    || !FolderScan.mayHoldMigrations(folder)
                    || ofAlembic.contains(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (++visited > MOST_FOLDERS) {
                return FileVisitResult.TERMINATE;
            }
            if (!noteAlembic(folder) && holdsMigrations(folder)) {
                found.add(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        /** What lies beside an alembic.ini may hold further sets; its scripts and revisions do not. */
        private boolean noteAlembic(Path folder) {
            Optional<AlembicPlace> place = AlembicSettings.in(folder).map(AlembicSettings::place);
            place.ifPresent(there -> {
                found.add(folder);
                ofAlembic.addAll(there.versions());
                if (!there.scripts().equals(folder)) {
                    ofAlembic.add(there.scripts());
                }
            });
            return place.isPresent();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
