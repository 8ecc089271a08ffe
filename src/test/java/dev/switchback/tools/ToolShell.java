package dev.switchback.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.cli.CommandLineFace;
import dev.switchback.cli.Face;
import dev.switchback.support.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types commands about one project and one database, without a terminal, and reads their JSON. */
record ToolShell(Path project, TestDatabase database) {

    /** What a command left behind. */
    record Result(int exit, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException failure) {
                throw new UncheckedIOException("no JSON: " + out + err, failure);
            }
        }
    }

    Result run(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command, "--json", "--project", project.toString()));
        words.addAll(List.of("--url", database.url(), "--user", database.user()));
        words.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Face face = new Face(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "SWITCHBACK_HOME",
                        project.resolve(".home").toString(),
                        "SWITCHBACK_PASSWORD",
                        database.password()),
                Optional.empty());
        int exit = new CommandLineFace(face).run(words.toArray(String[]::new));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
