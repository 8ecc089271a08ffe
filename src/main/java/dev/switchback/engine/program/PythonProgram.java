package dev.switchback.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.program.ProgramProcess.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One function of a Python file while it runs in a process of its own. Our side of the bridge comes along as text, so
 * that nothing has to be installed and nothing is written to disk.
 */
public final class PythonProgram implements AutoCloseable {

    /**
     * Python 2 can read this too, and says what it is; everything else comes through the pipe. A terminal tells Ctrl+C to
     * every program in it: what becomes of this one is for Switchback to decide.
     */
    private static final String FIRST = "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
            + "sys.version_info < (3, 7) and sys.exit('too old: Python ' + sys.version.split()[0]); "
            + "import json; sent = json.loads(sys.stdin.buffer.readline().decode()); exec(sent.pop('start'))";

    /** Takes the pipes to itself, so that neither the script nor what it starts can reach them. */
    private static final String START = """
            import os, types
            source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            for name, text in sent.pop("modules"):
                sys.modules[name] = types.ModuleType(name)
                exec(compile(text, name, "exec"), sys.modules[name].__dict__)
            sys.modules["switchback_bridge"].main(sent, source, sink)
            """;

    private static final List<String> MODULES = List.of("errors", "values", "bridge", "psycopg2_modules");
    private static final Pattern TOO_OLD = Pattern.compile("too old: (Python [\\w.]+)");
    private static final Duration PATIENCE_AT_THE_START = Duration.ofSeconds(30);
    private static final Duration WITHOUT_LIMIT = Duration.ofDays(365);
    private static final Duration PATIENCE_FOR_A_PLACE = Duration.ofSeconds(2);

    private final ProgramProcess process;
    private final ProgramSettings settings;
    private final PrintedLines printed;
    private final Path file;
    private final Path interpreter;

    private PythonProgram(
            ProgramProcess process, ProgramSettings settings, Consumer<String> printed, Path file, Path interpreter) {
        this.process = process;
        this.settings = settings;
        this.printed = new PrintedLines(printed);
        this.file = file;
        this.interpreter = interpreter;
    }

    /**
     * What the script may know of the database.
     *
     * @param dialect postgresql or h2
     * @param serverVersion as psycopg2 counts: 150008 for 15.8
     */
    public record Facts(String dialect, int serverVersion, String database, String user) {}

    /**
     * Starts the interpreter and hands it the function; it runs until it wants something.
     *
     * @param printed takes each line that the script prints, not always on the thread that asks
     * @throws ProgramException when there is no usable interpreter
     */
    public static PythonProgram start(
            ProgramSettings settings,
            Script script,
            String function,
            Facts facts,
            ThreadFactory threads,
            Consumer<String> printed)
            throws ProgramException {
        Path interpreter = Interpreter.find(settings);
        List<String> command = List.of(interpreter.toString(), "-B", "-c", FIRST);
        PythonProgram program = new PythonProgram(
                ProgramProcess.start(command, settings, threads, printed),
                settings,
                printed,
                script.file(),
                interpreter);
        program.process.send(first(settings, script, function, facts));
        return program;
    }

    private static ObjectNode first(ProgramSettings settings, Script script, String function, Facts facts) {
        ObjectNode first = ProgramProcess.message();
        first.put("start", START);
        ArrayNode modules = first.putArray("modules");
        MODULES.forEach(name -> modules.addArray()
                .add("switchback_" + name.replace("_modules", ""))
                .add(resource(name + ".py")));
        first.put("states", resource("sqlstates.txt"));
        first.put("path", script.file().toString());
        first.put("text", script.text());
        first.put("root", settings.root().toString());
        first.put("function", function);
        first.put("dialect", facts.dialect());
        first.put("server_version", facts.serverVersion());
        first.put("database", facts.database());
        first.put("user", facts.user());
        return first;
    }

    private static String resource(String name) {
        try (InputStream stream = PythonProgram.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Waits until the script wants something or ends; what it prints meanwhile is passed on.
     *
     * @throws ProgramException when it does neither in time, or ends without a word
     */
    public Wish next() throws ProgramException {
        while (true) {
            JsonNode message = message(settings.silence().isZero() ? WITHOUT_LIMIT : settings.silence());
            switch (message.path("op").asText()) {
                case "print" -> printed.add(message.path("text").asText());
                case "hello", "alive", "where" -> {}
                default -> {
                    Wish wish = Wish.of(message);
                    if (wish.isLast()) {
                        printed.end(message.path("dropped").asLong());
                    }
                    return wish;
                }
            }
        }
    }

    /** Waits until the interpreter has shown that it is one. */
    public void greet() throws ProgramException {
        message(PATIENCE_AT_THE_START);
    }

    private JsonNode message(Duration patience) throws ProgramException {
        return switch (process.next(patience)) {
            case Heard.Message message -> message.content();
            case Heard.Ended ended -> throw ended();
            case Heard.Silence silence -> throw silent(patience);
        };
    }

    private ProgramException silent(Duration patience) {
        process.send(ProgramProcess.message().put("where", file.toString()));
        String where = process.next(PATIENCE_FOR_A_PLACE) instanceof Heard.Message message
                ? ", at line " + message.content().path("line").asInt()
                : "";
        process.kill();
        return new ProgramException(
                "program_timeout",
                "the script neither ended nor sent a statement for " + text(patience) + where + "; it was ended",
                "Where it may take longer, allow it in switchback.toml: [timeouts] program = \"1h\".");
    }

    private static String text(Duration patience) {
        return patience.toSeconds() == 0 ? patience.toMillis() + " ms" : patience.toSeconds() + " seconds";
    }

    private ProgramException ended() {
        String words = process.lastWords();
        Matcher old = TOO_OLD.matcher(words);
        if (old.find()) {
            return new ProgramException(
                    "wrong_interpreter",
                    interpreter + " is " + old.group(1) + "; Python 3.7 or later is needed",
                    "Name another one in switchback.toml: interpreter = \"/path/to/python3\".");
        }
        return new ProgramException(
                "program_died",
                interpreter + " ended without a word (exit code " + process.exitCode() + ")"
                        + (words.isEmpty() ? "" : ": " + words.lines().reduce("", (first, last) -> last)),
                "See that it is a Python of 3.7 or later, and that nobody ended it.");
    }

    /** Answers what the script asked last. */
    public void answer(JsonNode answer) {
        process.send(answer);
    }

    /** An answer that can be filled. */
    public static ObjectNode newAnswer() {
        return ProgramProcess.message();
    }

    /** Ends the script at once; safe from any thread. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
