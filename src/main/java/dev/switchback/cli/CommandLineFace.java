package dev.switchback.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.database.JdbcUrls;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryAction;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: parses, runs, reports errors, and answers with an exit code. */
public final class CommandLineFace {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLineFace.class);

    private static final int NARROWEST = 60;
    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 120;

    private final Face face;

    public CommandLineFace(Face face) {
        this.face = face;
    }

    /** Runs one command and returns its exit code. */
    public int run(String... arguments) {
        CommandLine line = commands();
        line.setOut(new PrintWriter(face.out(), true));
        line.setErr(new PrintWriter(face.err(), true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        line.setParameterExceptionHandler((failure, given) -> misused(failure, given));
        line.setUsageHelpWidth(width());
        return line.execute(arguments);
    }

    /** As wide as the terminal says it is, within reason. */
    private int width() {
        String columns = face.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : USUAL_WIDTH;
    }

    private CommandLine commands() {
        CommandLine line = new CommandLine(new SwitchbackCommand());
        line.addSubcommand(new StatusCommand(face));
        line.addSubcommand(new PlanCommand(face));
        line.addSubcommand(new DryRunCommand(face));
        line.addSubcommand(new ApplyCommand(face));
        line.addSubcommand(new ResumeCommand(face));
        line.addSubcommand(new RollbackCommand(face));
        line.addSubcommand(new HistoryCommand(face));
        line.addSubcommand(new NewCommand(face));
        record(line, HistoryAction.STAMP, "Records migrations as applied without running them.");
        record(line, HistoryAction.BASELINE, "Records a migration and everything before it as applied.");
        record(line, HistoryAction.ACCEPT, "Takes changed files as what was applied.");
        record(line, HistoryAction.REPAIR, "Follows renamed files and forgets failed attempts.");
        line.addSubcommand(new GraphCommand(face));
        line.addSubcommand(new ProfileCommand(face));
        line.addSubcommand(new SampleCommand(face));
        without(line, "apply", SelectionOptions.ONLY_DOWN);
        without(line, "rollback", SelectionOptions.ONLY_UP);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.addSubcommand(new HelpCommand());
        return line;
    }

    /** An option of the other direction would be read and ignored, and far more could run than was meant. */
    private static void without(CommandLine line, String command, List<String> options) {
        CommandSpec spec = requireNonNull(line.getSubcommands().get(command)).getCommandSpec();
        options.forEach(option -> spec.remove(spec.findOption(option)));
    }

    private void record(CommandLine line, HistoryAction action, String description) {
        CommandLine command = new CommandLine(new RecordCommand(face, action));
        command.getCommandSpec().usageMessage().description(description);
        line.addSubcommand(action.text(), command);
    }

    private int failed(Exception failure, CommandLine line) {
        if (!(failure instanceof SwitchbackException expected)) {
            return unexpected(failure, line);
        }
        LOG.info("{}: {}", expected.code(), expected.getMessage());
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
        LOG.error("unexpected failure", failure);
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

    /** Whether these arguments ask for the window rather than for a command. */
    public static boolean wantsWindow(String... arguments) {
        return arguments.length == 0 || Arrays.asList("--sample", "--window").contains(arguments[0]);
    }
}
