package dev.switchback.engine.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Python of a project: as set, else of its own environment, else the one on the PATH. */
public final class Interpreter {

    private static final String ADVICE =
            "Install Python 3.7 or later, or name one in switchback.toml: " + "interpreter = \"/path/to/python3\".";

    private final ProgramSettings settings;

    private Interpreter(ProgramSettings settings) {
        this.settings = settings;
    }

    /**
     * The interpreter to use; whether it is one that can be used shows when it is started.
     *
     * @throws ProgramException when there is none, saying where it was looked for
     */
    public static Path find(ProgramSettings settings) throws ProgramException {
        Interpreter search = new Interpreter(settings);
        if (settings.interpreter().isPresent()) {
            return search.named(settings.interpreter().get());
        }
        return Stream.of(search.ofProject(), search.ofActiveEnvironment(), search.onPath("python3", "python"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new ProgramException(
                        "no_interpreter",
                        "no Python was found: neither .venv nor venv in " + settings.root()
                                + ", nor VIRTUAL_ENV, nor python3 on the PATH",
                        ADVICE));
    }

    private Path named(String name) throws ProgramException {
        boolean isPath = name.contains("/") || name.contains(File.separator);
        Optional<Path> found = isPath ? inProject(name) : onPath(name);
        return found.orElseThrow(() -> new ProgramException(
                "no_interpreter",
                "the interpreter \"" + name + "\" that switchback.toml names is not there, or not a program",
                "Correct or remove the line interpreter = \"…\" in switchback.toml."));
    }

    private Optional<Path> inProject(String name) {
        try {
            return usable(settings.root().resolve(name));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private Optional<Path> ofProject() {
        return Stream.of(".venv", "venv")
                .flatMap(folder -> ofEnvironment(settings.root().resolve(folder)).stream())
                .findFirst();
    }

    private Optional<Path> ofActiveEnvironment() {
        return Optional.ofNullable(settings.environment().get("VIRTUAL_ENV"))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> ofEnvironment(Path.of(folder)));
    }

    private static Optional<Path> ofEnvironment(Path folder) {
        return Stream.of("bin/python", "bin/python3", "Scripts/python.exe")
                .flatMap(name -> usable(folder.resolve(name)).stream())
                .findFirst();
    }

    private Optional<Path> onPath(String... names) {
        List<String> folders = List.of(path().split(Pattern.quote(File.pathSeparator)));
        return Stream.of(names)
                .flatMap(name -> Stream.of(name, name + ".exe"))
                .flatMap(name -> folders.stream()
                        .filter(folder -> !folder.isBlank())
                        .flatMap(folder -> usable(Path.of(folder).resolve(name)).stream()))
                .findFirst();
    }

    /** Windows spells it as it likes. */
    private String path() {
        return settings.environment().entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Optional<Path> usable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
    }
}
