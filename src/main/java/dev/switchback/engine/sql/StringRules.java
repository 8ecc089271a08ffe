package dev.switchback.engine.sql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Follows what a script sets {@code standard_conforming_strings} to: while it is off, a backslash escapes in every
 * string, so that {@code 'a\'} does not end where it seems to.
 */
final class StringRules {

    private static final String SETTING = "STANDARD_CONFORMING_STRINGS";
    private static final int LONGEST = 6;
    private static final Pattern OFF =
            Pattern.compile("SET ((SESSION|LOCAL) )?" + SETTING + " (TO|=) '?(OFF|FALSE|0|NO|F|N)'?");
    private static final Pattern END = Pattern.compile("(COMMIT|END|ROLLBACK|ABORT)( (WORK|TRANSACTION))?");

    private final StringBuilder words = new StringBuilder();
    private int count;
    private Backslash session = Backslash.ORDINARY;
    private Backslash now = Backslash.ORDINARY;

    /** What a backslash is in a string without prefix. */
    enum Backslash {
        ORDINARY,
        ESCAPES
    }

    Backslash backslash() {
        return now;
    }

    /** Sees every token but comments and white space. */
    void token(String text, SqlToken token) {
        if (token.kind() == SqlToken.Kind.SEMICOLON) {
            ended(words.toString());
            words.setLength(0);
            count = 0;
        } else if (count++ < LONGEST && token.length() <= SETTING.length() + 2) {
            words.append(text, token.start(), token.end()).append(' ');
        }
    }

    private void ended(String written) {
        String statement = written.toUpperCase(Locale.ROOT).strip();
        if (statement.startsWith("SET ") && statement.contains(SETTING)) {
            set(statement);
        } else if (statement.equals("RESET " + SETTING)
                || statement.equals("RESET ALL")
                || statement.equals("DISCARD ALL")) {
            session = Backslash.ORDINARY;
            now = session;
        } else if (END.matcher(statement).matches()) {
            now = session;
        }
    }

    private void set(String statement) {
        now = OFF.matcher(statement).matches() ? Backslash.ESCAPES : Backslash.ORDINARY;
        if (!statement.startsWith("SET LOCAL ")) {
            session = now;
        }
    }
}
