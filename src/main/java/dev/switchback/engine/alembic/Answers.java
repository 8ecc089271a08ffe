package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.alembic.Conversation.Heard;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns the ways in which Alembic, env.py or Python itself can fail into failures for people. */
final class Answers {

    private final AlembicPlace place;
    private final LastWords said;

    Answers(AlembicPlace place, LastWords said) {
        this.place = place;
        this.said = said;
    }

    /** The next answer; empty when all is said. */
    Optional<JsonNode> judge(Heard heard, Conversation conversation, Duration patience) {
        return switch (heard) {
            case Heard.Answer answer -> judge(answer.content());
            case Heard.Silence silence -> throw silent(patience, Spot.of(conversation));
            case Heard.Ended ended -> throw ended(ended.exitCode());
        };
    }

    private Optional<JsonNode> judge(JsonNode answer) {
        if (answer.has("failed")) {
            throw failure(answer.path("failed"));
        }
        if (answer.has("unasked")) {
            throw unreadable(
                    "env_py",
                    "env.py does not call context.run_migrations() where it is not connected, so that nothing can be "
                            + "written as SQL",
                    "Look at run_migrations_offline() in env.py, which Alembic's templates have.",
                    Optional.of(place.scripts().resolve("env.py")),
                    OptionalInt.empty());
        }
        return answer.has("end") ? Optional.empty() : Optional.of(answer);
    }

    private SwitchbackException silent(Duration patience, Spot spot) {
        return unreadable(
                "alembic_timeout",
                "env.py, or a revision, said nothing for " + text(patience) + spot.text() + ", and was ended"
                        + lastWords(),
                "Look whether it waits for something, or loops for ever.",
                spot.file().or(() -> Optional.of(place.scripts().resolve("env.py"))),
                spot.line());
    }

    /** It is connected, and does nothing. */
    SwitchbackException hangs(Duration silence, Conversation conversation) {
        Spot spot = Spot.of(conversation);
        return unreadable(
                "program_timeout",
                "it neither ended nor sent a statement for " + text(silence) + spot.text() + ", and was ended",
                "Look whether it loops for ever. Where it may take longer, allow it in switchback.toml: "
                        + "[timeouts] program = \"1h\".",
                spot.file(),
                spot.line());
    }

    /** Where the project's own code is at this moment, if it still says so. */
    private record Spot(Optional<Path> file, OptionalInt line) {

        static Spot of(Conversation conversation) {
            Optional<JsonNode> said = conversation.place();
            OptionalInt line = said.filter(place -> place.path("at").isInt()).stream()
                    .mapToInt(place -> place.path("at").asInt())
                    .findFirst();
            return new Spot(said.flatMap(Answers::file), line);
        }

        String text() {
            return file.filter(path -> line.isPresent())
                    .map(path -> " (" + path.getFileName() + ", line " + line.getAsInt() + ")")
                    .orElse("");
        }
    }

    private static String text(Duration silence) {
        return silence.toSeconds() == 0 ? silence.toMillis() + " ms" : silence.toSeconds() + " seconds";
    }

    private SwitchbackException ended(int exitCode) {
        return unreadable(
                "wrong_interpreter",
                place.interpreter().map(named -> "the interpreter " + named).orElse("the interpreter")
                        + " ended without an answer (exit code " + exitCode + ")" + lastWords(),
                Interpreters.ADVICE,
                Optional.empty(),
                OptionalInt.empty());
    }

    private String lastWords() {
        String last = said.last();
        return last.isEmpty() ? "" : ". The last that it printed: " + last;
    }

    /** A failure outside of any revision: in env.py, in a file that cannot be loaded, in what is not installed. */
    SwitchbackException failure(JsonNode failed) {
        String module = failed.path("module").asText("");
        Optional<Path> file = file(failed);
        String where = file.map(path -> path.getFileName()
                        + line(failed).stream()
                                .mapToObj(line -> ", line " + line)
                                .findFirst()
                                .orElse("")
                        + ": ")
                .orElse("");
        if (!module.isEmpty() && !module.equals("null")) {
            return unreadable(
                    "missing_module",
                    where + "the Python module " + module + " is missing (" + message(failed) + ")",
                    "Install it in the environment of this project, or name the Python that has it in switchback.toml: "
                            + "interpreter = \"/path/to/python\".",
                    file,
                    line(failed));
        }
        String code = switch (failed.path("kind").asText()) {
            case "SyntaxError", "IndentationError", "TabError" -> "python_syntax";
            case "Refused" -> "other_database";
            case "NoModels" -> "no_models";
            default -> "alembic_failed";
        };
        return unreadable(code, where + message(failed), "Mend it, then try again.", file, line(failed));
    }

    private static SwitchbackException unreadable(
            String code, String message, String advice, Optional<Path> file, OptionalInt line) {
        return new SwitchbackException.Unreadable(code, message, advice, file, line);
    }

    static String message(JsonNode error) {
        String kind = error.path("kind").asText();
        String text = error.path("message").asText();
        return switch (kind) {
            case "Refused", "SystemExit", "CommandError", "NoModels" -> text;
            default -> text.startsWith(kind) ? text : kind + ": " + text;
        };
    }

    static Optional<Path> file(JsonNode error) {
        return Optional.ofNullable(error.path("file").textValue()).map(Path::of);
    }

    static OptionalInt line(JsonNode error) {
        return error.path("line").isInt() ? OptionalInt.of(error.path("line").asInt()) : OptionalInt.empty();
    }

    /** The status reads the table that can be read in env.py without running it. */
    static void requireTable(JsonNode answer, AlembicPlace place) {
        String name = answer.path("table").asText();
        Optional<String> schema = Optional.ofNullable(answer.path("schema").textValue());
        boolean same =
                place.table().name().equals(name) && place.table().schema().equals(schema);
        if (!same) {
            throw unreadable(
                    "version_table",
                    "env.py keeps the heads in "
                            + schema.map(text -> text + ".").orElse("") + name
                            + ", which cannot be read in it without running it",
                    "Write version_table and version_table_schema as texts in env.py's context.configure(…).",
                    Optional.of(place.scripts().resolve("env.py")),
                    OptionalInt.empty());
        }
    }
}
