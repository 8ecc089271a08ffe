package dev.switchback;

import dev.switchback.cli.CommandLineFace;
import dev.switchback.cli.Face;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.ui.WindowLauncher;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Chooses command line or window; the only class that knows both. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        System.setProperty(
                "switchback.log",
                UserFolders.of(environment).state().resolve("switchback.log").toString());
        if (CommandLineFace.wantsWindow(arguments)) {
            openWindow(environment, arguments);
        } else {
            System.exit(commandLine(environment, arguments));
        }
    }

    private static void openWindow(Map<String, String> environment, String[] arguments) {
        if (hasDisplay(environment)) {
            WindowLauncher.main(arguments);
            return;
        }
        PrintStream err = System.err;
        if (arguments.length > 0 && arguments[0].equals("--sample")) {
            err.println("There is no display: this is the sample in the terminal. "
                    + "Run the same command on a desktop, or with xvfb-run -a before it, to get the window.");
            System.exit(commandLine(environment, "sample"));
        }
        err.println("There is no display to open the window on; `switchback --help` lists the commands.");
        System.exit(2);
    }

    private static boolean hasDisplay(Map<String, String> environment) {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    }

    private static int commandLine(Map<String, String> environment, String... arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new CommandLineFace(new Face(out, err, environment, terminal())).run(arguments);
    }

    private static Optional<Face.Terminal> terminal() {
        return Optional.ofNullable(System.console()).filter(Main::isTerminal).map(ConsoleTerminal::new);
    }

    /** Since Java 22 there is a console even when nobody sits there. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    private record ConsoleTerminal(Console console) implements Face.Terminal {

        @Override
        public Optional<String> line(String question) {
            return Optional.ofNullable(console.readLine("%s", question));
        }

        @Override
        public Optional<String> secret(String question) {
            return Optional.ofNullable(console.readPassword("%s", question)).map(String::new);
        }
    }
}
