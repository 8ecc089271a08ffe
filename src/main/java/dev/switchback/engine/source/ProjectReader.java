package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.ProjectConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a project folder: its settings and every migration set in it. */
public final class ProjectReader {

    private static final List<String> USUAL_FOLDERS = List.of(
            "",
            "migrations",
            "db/migrations",
            "sql/migrations",
            "db/migration",
            "src/main/resources/db/migration",
            "sql");

    private ProjectReader() {}

    /**
     * Reads everything anew.
     *
     * @throws SwitchbackException.Unreadable when the folder or its switchback.toml cannot be read; files that cannot be
     *     read are part of the answer instead
     */
    public static Project read(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new SwitchbackException.Unreadable(
                    "no_project",
                    "there is no folder " + root,
                    "Name the folder that holds the migrations.",
                    Optional.of(root));
        }
        try {
            ConfigReader.Settings settings = ConfigReader.read(root);
            ProjectConfig config = settings.config();
            List<SetConfig> sets = settings.sets().isEmpty() ? find(root, settings) : settings.sets();
            List<MigrationSet> read = sets.stream()
                    .map(set -> new SetReader(root, set, config.placeholders()).read())
                    .toList();
            return new Project(root, SetFiles.name(root), config, read);
        } catch (UncheckedIOException failure) {
            throw new SwitchbackException.Unreadable(
                    "unreadable_folder",
                    "cannot list " + root + ": " + failure.getMessage(),
                    "Check the permissions of the folder.",
                    Optional.of(root));
        }
    }

    private static List<SetConfig> find(Path root, ConfigReader.Settings settings) {
        for (String usual : USUAL_FOLDERS) {
            Path folder = root.resolve(usual);
            if (Files.isDirectory(folder) && SetFiles.hasSql(folder)) {
                return List.of(single(folder, settings));
            }
        }
        List<Path> folders = foldersWithSql(root);
        if (folders.size() > 1) {
            return folders.stream()
                    .map(folder -> new SetConfig(
                            root.relativize(folder).toString().replace('\\', '/'),
                            folder,
                            settings.layout(),
                            List.of()))
                    .toList();
        }
        return List.of(single(folders.isEmpty() ? root : folders.getFirst(), settings));
    }

    private static SetConfig single(Path folder, ConfigReader.Settings settings) {
        return new SetConfig(settings.id().orElse("main"), folder, settings.layout(), settings.phases());
    }

    private static List<Path> foldersWithSql(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !SetFiles.name(folder).startsWith("."))
                    .map(ProjectReader::migrationsFolder)
                    .filter(SetFiles::hasSql)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path migrationsFolder(Path folder) {
        Path inside = folder.resolve("migrations");
        return Files.isDirectory(inside) ? inside : folder;
    }
}
