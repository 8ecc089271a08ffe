package dev.switchback.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.support.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types commands about one project and one database, in this process, and keeps what they print. */
record Shell(Path project, TestDatabase database, Map<String, String> environment, Optional<Face.Terminal> terminal) {

    /** Nothing may follow the one document. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    Shell {
        environment = Map.copyOf(environment);
    }

    /** Without a terminal; settings and password come from the environment. */
    static Shell in(Path folder, TestDatabase database) {
        return new Shell(
                folder,
                database,
                Map.of(
                        "SWITCHBACK_HOME",
                        folder.resolve(".home").toString(),
                        "SWITCHBACK_PASSWORD",
                        database.password()),
                Optional.empty());
    }

    /** A user who gives these answers, one after the other, then ends the input. */
    Shell answering(String... answers) {
        return new Shell(project, database, environment, Optional.of(new Typist(new ArrayDeque<>(List.of(answers)))));
    }

    Shell with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Shell(project, database, more, terminal);
    }

    Shell without(String variable) {
        Map<String, String> fewer = new HashMap<>(environment);
        fewer.remove(variable);
        return new Shell(project, database, fewer, terminal);
    }

    /** A command about the project and the database. */
    Result run(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--url", database.url(), "--user", database.user()));
        words.addAll(List.of(options));
        return here(words.toArray(String[]::new));
    }

    /** A command about the project. */
    Result here(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--project", project.toString()));
        return typed(all.toArray(String[]::new));
    }

    /** Exactly these words. */
    Result typed(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Face face = new Face(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal);
        int exit = new CommandLineFace(face).run(words);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a command left behind. */
    record Result(int exit, String out, String err) {

        /** Standard output as the one document that it has to be. */
        JsonNode json() {
            try {
                return STRICT.readTree(out);
            } catch (IOException failure) {
                throw new UncheckedIOException("not one JSON document: " + out, failure);
            }
        }

        String errorCode() {
            return json().path("error").path("code").asText();
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n" + out + "\n--- standard error\n" + err;
        }
    }

    private record Typist(Deque<String> answers) implements Face.Terminal {

        @Override
        public Optional<String> line(String question) {
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public Optional<String> secret(String question) {
            return line(question);
        }
    }
}
