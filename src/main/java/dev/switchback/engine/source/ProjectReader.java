package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.Script;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a whole project from disk. */
public final class ProjectReader {

    private ProjectReader() {}

    /**
     * Reads a folder as it is now.
     *
     * @param root the project's folder; the current one when it is empty
     * @throws SwitchbackException.Unreadable when the folder itself or its switchback.toml cannot be read; files in
     *     error are part of the answer
     */
    public static Project read(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw noFolder(folder);
        }
        try {
            ConfigReader.Settings settings = ConfigReader.read(folder);
            Placeholders placeholders = new Placeholders(settings.config().placeholders());
            List<SetConfig> found =
                    settings.sets().isEmpty() ? SetFinder.find(folder, settings.alone()) : settings.sets();
            List<Finding> switches = RunSwitches.in(folder);
            List<MigrationSet> sets = found.stream()
                    .map(set -> set.around(settings.config().hooks()))
                    .map(set -> SetReader.read(folder, set, placeholders).noting(switches))
                    .toList();
            return new Project(folder, nameOf(folder), settings.config(), sets);
        } catch (UncheckedIOException failure) {
            throw new SwitchbackException.Unreadable(
                    "project_unreadable",
                    "the folder " + folder + " cannot be read: " + failure.getMessage(),
                    "Check that your user may read it.",
                    Optional.of(folder));
        }
    }

    /**
     * Reads a script that belongs to no migration: placeholders replaced, included files in place.
     *
     * @param file inside the project's folder
     * @throws SwitchbackException.Unreadable when it cannot be read, or lies outside of the project
     */
    public static Script script(Project project, Path file) {
        Path path = project.root().resolve(file).normalize();
        if (!path.startsWith(project.root())) {
            throw unreadable(path, path + " lies outside of the project", "Copy it into the project's folder.");
        }
        ScriptReader reader = new ScriptReader(
                new Includes(project.root(), path.resolveSibling("")),
                new Placeholders(project.config().placeholders()));
        try {
            FileContent.Text content = UnreadableFileException.textOf(TextFiles.read(path));
            return reader.read(content, new Sections.Part(1, content.text())).script();
        } catch (UnreadableFileException failure) {
            throw unreadable(
                    failure.file(),
                    failure.file().getFileName() + ": " + failure.finding().message(),
                    "Mend the file.");
        }
    }

    private static SwitchbackException unreadable(Path file, String message, String advice) {
        return new SwitchbackException.Unreadable("script_unreadable", message, advice, Optional.of(file));
    }

    private static String nameOf(Path folder) {
        return String.valueOf(folder.getFileName() == null ? folder : folder.getFileName());
    }

    private static SwitchbackException noFolder(Path folder) {
        String what = Files.exists(folder) ? " is a file, not a folder" : " does not exist";
        return new SwitchbackException.Unreadable(
                "no_project",
                folder + what,
                "Open the folder that holds the migrations, or name it with --project.",
                Optional.of(folder));
    }
}
