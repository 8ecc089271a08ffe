package dev.switchback.engine.sql;

import java.util.Set;

/** Recognises PL/pgSQL that commits or rolls back by itself, which the server allows outside of a transaction block only. */
final class CommittingCode {

    private static final Set<String> BEFORE = Set.of("", ";", "BEGIN", "THEN", "ELSE", "LOOP", ">>");

    private CommittingCode() {}

    /** Whether the code of a DO does so. */
    static boolean in(StatementWords statement) {
        for (int i = 1; i < statement.size(); i++) {
            String word = statement.at(i);
            if (word.startsWith("$") || word.startsWith("'") || word.startsWith("E'") || word.startsWith("e'")) {
                if (commits(inner(word))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a routine's body does so. */
    static boolean commits(String body) {
        StatementWords words = StatementWords.of(body, SqlSyntax.POSTGRESQL);
        for (int i = 0; i < words.size(); i++) {
            boolean verb = words.at(i).equals("COMMIT") || words.at(i).equals("ROLLBACK");
            boolean alone = words.at(i + 1).equals(";") || words.at(i + 1).equals("AND");
            if (verb && alone && (i == 0 || BEFORE.contains(words.at(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static String inner(String literal) {
        if (literal.startsWith("$")) {
            int tag = literal.indexOf('$', 1) + 1;
            return literal.substring(tag, Math.max(tag, literal.length() - tag));
        }
        int from = literal.indexOf('\'') + 1;
        String quoted = literal.substring(from, Math.max(from, literal.length() - 1));
        return from > 1
                ? quoted.replace("\\n", "\n").replace("\\'", "'").replace("''", "'")
                : quoted.replace("''", "'");
    }
}
