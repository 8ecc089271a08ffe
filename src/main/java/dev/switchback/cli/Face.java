package dev.switchback.cli;

import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line has of the world around it.
 *
 * @param terminal asks the user; empty where nobody sits there
 */
public record Face(PrintStream out, PrintStream err, Map<String, String> environment, Optional<Terminal> terminal) {

    /** A user who can answer. */
    public interface Terminal {

        /** One line; empty at the end of input. */
        Optional<String> line(String question);

        /** The same without showing what is typed. */
        Optional<String> secret(String question);
    }

    /** The same with other variables. */
    Face with(Map<String, String> variables) {
        return new Face(out, err, variables, terminal);
    }

    UserFolders folders() {
        return UserFolders.of(environment);
    }

    Secrets secrets() {
        return new Secrets(environment, what -> terminal.flatMap(user -> user.secret("Password for " + what + ": ")));
    }
}
