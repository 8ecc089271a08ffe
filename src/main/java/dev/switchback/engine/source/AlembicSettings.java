package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What alembic.ini and pyproject.toml say of where the revisions are; read without Python. */
final class AlembicSettings {

    static final String INI = "alembic.ini";
    private static final String PYPROJECT = "pyproject.toml";
    private static final String SECTION = "alembic";
    private static final Pattern SPACE_OR_COMMA = Pattern.compile(", *|\\s+");

    private final Path folder;
    private final Optional<IniFile> ini;
    private final Optional<TomlTable> toml;

    /** How deep revision files lie in their folders. */
    enum Depth {
        FOLDER_ONLY,
        /** {@code recursive_version_locations}. */
        ALL_FOLDERS
    }

    private AlembicSettings(Path folder, Optional<IniFile> ini, Optional<TomlTable> toml) {
        this.folder = folder;
        this.ini = ini;
        this.toml = toml;
    }

    /** The settings of a folder; empty when Alembic is not set up there. */
    static Optional<AlembicSettings> in(Path folder) {
        AlembicSettings settings = new AlembicSettings(folder, ini(folder), toml(folder));
        return settings.text("script_location").map(any -> settings);
    }

    private static Optional<IniFile> ini(Path folder) {
        Path file = folder.resolve(INI);
        return !Files.isRegularFile(file)
                ? Optional.empty()
                : switch (TextFiles.read(file)) {
                    case FileContent.Text text ->
                        Optional.of(IniFile.read(
                                text.text(),
                                Map.of("here", folder.toAbsolutePath().toString())));
                    case FileContent.Unreadable unreadable -> Optional.empty();
                };
    }

    /** A broken pyproject.toml has other readers that complain about it. */
    private static Optional<TomlTable> toml(Path folder) {
        Path file = folder.resolve(PYPROJECT);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TomlFile.read(file).table("tool").table("alembic"));
        } catch (SwitchbackException notToml) {
            return Optional.empty();
        }
    }

    AlembicPlace place() {
        Path scripts = path(text("script_location").orElseThrow());
        Path settings = folder.resolve(ini.filter(file -> file.has(SECTION)).isPresent() ? INI : PYPROJECT);
        return new AlembicPlace(
                folder, settings, scripts, versions(scripts), AlembicEnvironment.of(scripts), Optional.empty());
    }

    Depth depth() {
        boolean all = text("recursive_version_locations").filter("true"::equals).isPresent();
        return all ? Depth.ALL_FOLDERS : Depth.FOLDER_ONLY;
    }

    private List<Path> versions(Path scripts) {
        List<String> listed =
                toml.map(table -> texts(table, "version_locations")).orElse(List.of());
        Stream<String> written = listed.isEmpty()
                ? text("version_locations").stream().flatMap(this::split)
                : listed.stream().map(this::here);
        List<Path> versions = written.map(String::strip)
                .filter(location -> !location.isEmpty())
                .map(this::path)
                .distinct()
                .toList();
        return versions.isEmpty() ? List.of(scripts.resolve("versions")) : versions;
    }

    /** Where nothing is said, by white space and comma, as it always was. */
    private Stream<String> split(String locations) {
        String separator =
                text("path_separator").or(() -> text("version_path_separator")).orElse("");
        return switch (separator) {
            case "os" -> Arrays.stream(locations.split(Pattern.quote(File.pathSeparator)));
            case "newline" -> locations.lines();
            case "space" -> Arrays.stream(locations.split("\\s+"));
            case ":", ";" -> Arrays.stream(locations.split(separator));
            default -> SPACE_OR_COMMA.splitAsStream(locations);
        };
    }

    private Optional<String> text(String key) {
        return ini.flatMap(file -> file.value(SECTION, key))
                .or(() -> toml.flatMap(table -> single(table, key)).map(this::here));
    }

    /** A value of another kind, such as {@code true}, is as good as its word. */
    private static Optional<String> single(TomlTable table, String key) {
        return Optional.ofNullable(table.words().get(key));
    }

    private static List<String> texts(TomlTable table, String key) {
        try {
            return table.texts(key);
        } catch (SwitchbackException oneText) {
            return List.of();
        }
    }

    private String here(String written) {
        return written.replace("%(here)s", folder.toAbsolutePath().toString()).replace("%%", "%");
    }

    /** Alembic also takes {@code package:folder}, a folder inside of a Python package. */
    private Path path(String written) {
        String location = written;
        int colon = written.indexOf(':');
        boolean ofPackage = colon > 1 && !written.startsWith("/") && !written.startsWith("\\", colon + 1);
        if (ofPackage) {
            location = written.substring(0, colon).replace('.', '/') + "/" + written.substring(colon + 1);
        }
        try {
            return folder.resolve(location).normalize();
        } catch (InvalidPathException nowhere) {
            return folder.resolve("versions");
        }
    }
}
