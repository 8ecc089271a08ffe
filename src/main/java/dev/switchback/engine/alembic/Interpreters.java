package dev.switchback.engine.alembic;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Python of a project that has Alembic: the one that is set, its own environment, or one on the PATH. */
final class Interpreters {

    static final String ADVICE =
            "Install Alembic in the project's environment (pip install alembic), or name the Python "
                    + "that has it in switchback.toml: interpreter = \"/path/to/python\".";

    private static final int PATIENCE_SECONDS = 30;
    private static final int LONGEST_REASON = 200;

    private final Path root;
    private final Map<String, String> environment;
    private final Map<Path, Optional<Path>> found = new ConcurrentHashMap<>();

    /** @param root the project's folder, above which no environment is looked for */
    Interpreters(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = Map.copyOf(environment);
    }

    /** @throws SwitchbackException.Unreadable when none of them has Alembic, with what each of them said */
    Path of(AlembicPlace place) {
        return found.computeIfAbsent(place.folder(), any -> Optional.of(search(place)))
                .orElseThrow();
    }

    private Path search(AlembicPlace place) {
        if (place.interpreter().isPresent()) {
            return named(place.interpreter().get());
        }
        Map<Path, String> reasons = new LinkedHashMap<>();
        for (Path candidate : candidates(place.folder())) {
            Optional<String> reason = whyNot(candidate);
            if (reason.isEmpty()) {
                return candidate;
            }
            reasons.put(candidate, reason.get());
        }
        throw none(reasons);
    }

    /** Whoever names one means that one: whether it has Alembic, it says itself when it is asked. */
    private Path named(String name) {
        Path path = root.resolve(name);
        if (Files.isExecutable(path)) {
            return path;
        }
        return onPath(name)
                .findFirst()
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "no_interpreter",
                        "there is no interpreter " + name + ", which switchback.toml names",
                        "Correct the line interpreter = \"…\" in switchback.toml, or remove it.",
                        Optional.of(root.resolve("switchback.toml"))));
    }

    private SwitchbackException none(Map<Path, String> reasons) {
        if (reasons.isEmpty()) {
            return new SwitchbackException.Unreadable(
                    "no_interpreter",
                    "there is no Python on this machine: neither .venv nor venv in the project, nor VIRTUAL_ENV, nor "
                            + "python3 on the PATH",
                    ADVICE,
                    Optional.empty());
        }
        List<String> each = new ArrayList<>();
        reasons.forEach((python, reason) -> each.add(python + ": " + reason));
        return new SwitchbackException.Unreadable(
                "no_alembic", "no Python has Alembic: " + String.join("; ", each), ADVICE, Optional.empty());
    }

    private List<Path> candidates(Path folder) {
        List<Path> environments = new ArrayList<>();
        for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
            environments.add(at.resolve(".venv"));
            environments.add(at.resolve("venv"));
        }
        Optional.ofNullable(environment.get("VIRTUAL_ENV")).map(Path::of).ifPresent(environments::add);
        Stream<Path> own = environments.stream()
                .flatMap(each -> Stream.of("bin/python", "bin/python3", "Scripts/python.exe")
                        .map(each::resolve))
                .filter(Files::isExecutable);
        return Stream.of(own, onPath("python3"), onPath("python"))
                .flatMap(paths -> paths)
                .distinct()
                .toList();
    }

    private Stream<Path> onPath(String name) {
        String path = environment.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of(name, name + ".exe").map(Path.of(folder)::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    /** Empty when it has Alembic. */
    private Optional<String> whyNot(Path python) {
        ProcessBuilder builder =
                new ProcessBuilder(python.toString(), "-c", "import alembic, sqlalchemy").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().remove("SWITCHBACK_PASSWORD");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("it did not answer within " + PATIENCE_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(lastLine(said));
        } catch (IOException failure) {
            return Optional.of("it could not be started: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private static String lastLine(String said) {
        String line = said.substring(said.lastIndexOf('\n') + 1);
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
