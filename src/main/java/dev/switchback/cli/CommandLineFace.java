package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.database.JdbcUrls;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryAction;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: parses, runs, reports errors, and answers with an exit code. */
public final class CommandLineFace {

    private static final int NARROWEST = 60;
    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 120;

    private final Face face;

    public CommandLineFace(Face face) {
        this.face = face;
    }

    /** Runs one command and returns its exit code. */
    public int run(String... arguments) {
        CommandLine line = commands(arguments);
        line.setOut(writer(face.out()));
        line.setErr(writer(face.err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        line.setParameterExceptionHandler((failure, given) -> misused(failure, given));
        line.setUsageHelpWidth(width());
        return line.execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** As wide as the terminal says it is, within reason. */
    private int width() {
        String columns = face.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : USUAL_WIDTH;
    }

    /** Looking at the options of all commands takes longer than most commands: only the one that is asked for is made. */
    private CommandLine commands(String... arguments) {
        CommandLine line = new CommandLine(new SwitchbackCommand());
        Map<String, Supplier<CommandLine>> known = known();
        String first = arguments.length == 0 ? "" : arguments[0];
        Set<String> asked = known.containsKey(first) ? Set.of(first) : known.keySet();
        known.forEach((name, command) -> {
            if (asked.contains(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.addSubcommand(new HelpCommand());
        return line;
    }

    /** In the order in which help lists them. */
    private Map<String, Supplier<CommandLine>> known() {
        Map<String, Supplier<CommandLine>> known = new LinkedHashMap<>();
        known.put("status", () -> new CommandLine(new StatusCommand(face)));
        known.put("plan", () -> new CommandLine(new PlanCommand(face)));
        known.put("dry-run", () -> new CommandLine(new DryRunCommand(face)));
        known.put("apply", () -> without(new ApplyCommand(face), SelectionOptions.ONLY_DOWN));
        known.put("resume", () -> new CommandLine(new ResumeCommand(face)));
        known.put("rollback", () -> without(new RollbackCommand(face), SelectionOptions.ONLY_UP));
        known.put("history", () -> new CommandLine(new HistoryCommand(face)));
        known.put("new", () -> new CommandLine(new NewCommand(face)));
        known.put("check", () -> new CommandLine(new CheckCommand(face)));
        record(known, HistoryAction.STAMP, "Records migrations as applied without running them.");
        record(known, HistoryAction.BASELINE, "Records a migration and everything before it as applied.");
        record(known, HistoryAction.ACCEPT, "Takes changed files as what was applied.");
        record(known, HistoryAction.REPAIR, "Follows renamed files and forgets failed attempts.");
        known.put("adopt", () -> new CommandLine(new AdoptCommand(face)));
        known.put("graph", () -> new CommandLine(new GraphCommand(face)));
        known.put("convert", () -> new CommandLine(new ConvertCommand(face)));
        known.put("profile", () -> new CommandLine(new ProfileCommand(face)));
        known.put("sample", () -> new CommandLine(new SampleCommand(face)));
        return known;
    }

    /** An option of the other direction would be read and ignored, and far more could run than was meant. */
    private static CommandLine without(Command command, List<String> options) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        options.forEach(option -> spec.remove(spec.findOption(option)));
        return line;
    }

    private void record(Map<String, Supplier<CommandLine>> known, HistoryAction action, String description) {
        known.put(action.text(), () -> {
            CommandLine command = new CommandLine(new RecordCommand(face, action));
            command.getCommandSpec().usageMessage().description(description);
            return command;
        });
    }

    private int failed(Exception failure, CommandLine line) {
        if (!(failure instanceof SwitchbackException expected)) {
            return unexpected(failure, line);
        }
        Log.FILE.info("{}: {}", expected.code(), expected.getMessage());
        if (line.getCommand() instanceof Command command && command.options().json()) {
            ObjectNode document = Json.document(command.name());
            ErrorJson.put(document, expected);
            Json.print(face.out(), document);
        } else {
            new Text(face.err(), Paint.PLAIN).failure(expected);
        }
        return ExitCode.of(expected);
    }

    private int unexpected(Exception failure, CommandLine line) {
        Log.FILE.error("unexpected failure", failure);
        String advice = "This is a fault of Switchback; the log is in "
                + face.folders().state().resolve("switchback.log");
        if (line.getCommand() instanceof Command command && command.options().json()) {
            ObjectNode document = Json.document(command.name());
            ErrorJson.put(document, "internal", failure.toString(), advice);
            Json.print(face.out(), document);
        } else {
            face.err().println("error: " + failure + "\n  " + advice);
        }
        return ExitCode.FAILED;
    }

    /** What was typed may hold a password in a URL. */
    private int misused(ParameterException failure, String... given) {
        CommandLine line = failure.getCommandLine();
        String message = JdbcUrls.masked(String.valueOf(failure.getMessage()));
        String advice = "Look at `" + line.getCommandSpec().qualifiedName() + " --help`.";
        if (failure instanceof UnmatchedArgumentException unmatched) {
            message = JdbcUrls.masked(unknown(unmatched));
        }
        if (Arrays.asList(given).contains("--json")) {
            ObjectNode document = Json.document(line.getCommandName());
            ErrorJson.put(document, "wrong_use", message, advice);
            Json.print(face.out(), document);
        } else {
            face.err().println("error: " + message + "\n  " + advice);
        }
        return ExitCode.WRONG_USE;
    }

    private static String unknown(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().getFirst();
        boolean isCommand = failure.getCommandLine().getParent() == null && !word.startsWith("-");
        String what =
                failure.isUnknownOption() ? "there is no option " : isCommand ? "there is no command " : "too much: ";
        List<String> close = failure.getSuggestions();
        return what + word + (close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?");
    }

    /** Loaded with the first message: setting up a log takes longer than most commands, and most have none. */
    private static final class Log {

        private static final Logger FILE = LoggerFactory.getLogger(CommandLineFace.class);
    }

    /** Whether these arguments ask for the window rather than for a command. */
    public static boolean wantsWindow(String... arguments) {
        return arguments.length == 0 || Arrays.asList("--sample", "--window").contains(arguments[0]);
    }
}
