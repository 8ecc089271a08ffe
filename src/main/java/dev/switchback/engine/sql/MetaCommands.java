package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlSyntaxException.Reason;
import java.util.Locale;
import java.util.Set;

/** Which psql commands mean something here: scripts get no powers beyond SQL. */
final class MetaCommands {

    private static final Set<String> HARMLESS =
            Set.of("restrict", "unrestrict", "echo", "qecho", "warn", "timing", "pset", "x", "a", "t", "errverbose");
    private static final Set<String> INCLUDING = Set.of("i", "ir", "include", "include_relative");
    private static final Set<String> SETTINGS =
            Set.of("ON_ERROR_STOP", "ON_ERROR_ROLLBACK", "ECHO", "QUIET", "VERBOSITY", "AUTOCOMMIT");

    private static final Set<String> UTF8 = Set.of("UTF8", "UTF-8", "'UTF8'");

    /** What becomes of a command. */
    enum Verdict {
        SKIP,
        /** Ends the statement, as a semicolon does. */
        SEND,
        REFUSE
    }

    private MetaCommands() {}

    /**
     * Where a command ends that begins at a place: with its line, or before the next backslash outside of quotes. Two
     * backslashes belong to the command that they end; SQL goes on behind them.
     */
    static int end(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == '\\') {
                return text.startsWith("\\\\", at) ? at + 2 : at;
            }
            at = c == '\'' || c == '"' || c == '`' ? quoteEnd(text, at) : at + 1;
        }
        return at;
    }

    private static int quoteEnd(String text, int start) {
        char quote = text.charAt(start);
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            at += c == '\\' && quote == '\'' && !text.startsWith("\n", at + 1) ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    static Verdict judge(String command) {
        String[] words = words(command);
        String name = words[0].substring(1);
        if (name.equals("g") && words.length == 1) {
            return Verdict.SEND;
        }
        if (command.indexOf('`') >= 0) {
            return Verdict.REFUSE; // psql would run what stands in backquotes as a program
        }
        if (name.equals("encoding")) {
            return words.length == 2 && UTF8.contains(words[1].toUpperCase(Locale.ROOT))
                    ? Verdict.SKIP
                    : Verdict.REFUSE;
        }
        if (HARMLESS.contains(name)) {
            return Verdict.SKIP;
        }
        boolean setting = (name.equals("set") || name.equals("unset")) && words.length > 1;
        return setting && SETTINGS.contains(words[1]) ? Verdict.SKIP : Verdict.REFUSE;
    }

    private static String[] words(String command) {
        String alone = command.endsWith("\\\\") ? command.substring(0, command.length() - 2) : command;
        return alone.strip().split("\\s+", -1);
    }

    /** The command's name with its backslash. */
    static String name(String command) {
        return words(command)[0];
    }

    static boolean includes(String command) {
        return INCLUDING.contains(name(command).substring(1));
    }

    static Reason reason(String command) {
        return includes(command) ? Reason.INCLUDE : Reason.TEXT;
    }

    static String insideOfStatement(String command, int line) {
        return "the psql command " + name(command) + " stands inside of the statement that begins on line " + line
                + ". Put it in front of the statement, or end the statement with a semicolon";
    }

    static String refusal(String command) {
        return "the psql command " + name(command) + " is refused: a migration gets no powers beyond SQL. "
                + "Write it as SQL, or run it outside of the migration";
    }
}
