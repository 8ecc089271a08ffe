package dev.switchback.engine.sql;

import java.util.Set;

/** Which psql commands mean something here: scripts get no powers beyond SQL. */
final class MetaCommands {

    private static final Set<String> HARMLESS = Set.of(
            "restrict",
            "unrestrict",
            "echo",
            "qecho",
            "warn",
            "timing",
            "pset",
            "x",
            "a",
            "t",
            "encoding",
            "errverbose");
    private static final Set<String> SETTINGS =
            Set.of("ON_ERROR_STOP", "ON_ERROR_ROLLBACK", "ECHO", "QUIET", "VERBOSITY", "AUTOCOMMIT");

    /** What becomes of a command. */
    enum Verdict {
        SKIP,
        /** Ends the statement, as a semicolon does. */
        SEND,
        REFUSE
    }

    private MetaCommands() {}

    static Verdict judge(String command) {
        String[] words = command.split("\\s+", -1);
        String name = words[0].substring(1);
        if (name.equals("g") && words.length == 1) {
            return Verdict.SEND;
        }
        if (HARMLESS.contains(name)) {
            return Verdict.SKIP;
        }
        boolean setting = (name.equals("set") || name.equals("unset")) && words.length > 1;
        return setting && SETTINGS.contains(words[1]) ? Verdict.SKIP : Verdict.REFUSE;
    }

    static String refusal(String command) {
        String name = command.split("\\s+", 2)[0];
        return "the psql command " + name + " is refused: a migration gets no powers beyond SQL. "
                + "Write it as SQL, or run it outside of the migration";
    }
}
