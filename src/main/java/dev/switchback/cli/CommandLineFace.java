package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryAction;
import java.io.PrintWriter;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line as a whole: parses, runs, reports errors, and answers with an exit code. */
public final class CommandLineFace {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLineFace.class);

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
        line.setParameterExceptionHandler((failure, given) -> misused(failure));
        return line.execute(arguments);
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
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        return line;
    }

    private void record(CommandLine line, HistoryAction action, String description) {
        CommandLine command = new CommandLine(new RecordCommand(face, action));
        command.getCommandSpec().usageMessage().description(description);
        line.addSubcommand(action.text(), command);
    }

    private int failed(Exception failure, CommandLine line) {
        if (!(failure instanceof SwitchbackException expected)) {
            LOG.error("unexpected failure", failure);
            face.err()
                    .println("error: " + failure + "\n  This is a fault of Switchback; the log is in "
                            + face.folders().state().resolve("switchback.log"));
            return ExitCode.FAILED;
        }
        LOG.info("{}: {}", expected.code(), expected.getMessage());
        if (line.getCommand() instanceof Command command && command.options().json()) {
            ObjectNode document = Json.document(command.name());
            Json.error(document, expected);
            Json.print(face.out(), document);
        } else {
            new Text(face.err(), Paint.PLAIN).failure(expected);
        }
        return ExitCode.of(expected);
    }

    private int misused(ParameterException failure) {
        face.err().println("error: " + failure.getMessage());
        CommandLine line = failure.getCommandLine();
        face.err().println("  Look at `" + line.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.WRONG_USE;
    }

    /** Whether these arguments ask for the window rather than for a command. */
    public static boolean wantsWindow(String... arguments) {
        return arguments.length == 0 || Arrays.asList("--sample", "--window").contains(arguments[0]);
    }
}
