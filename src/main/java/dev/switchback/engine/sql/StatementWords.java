package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tokens of one statement without comments and white space; unquoted words in upper case. */
final class StatementWords {

    private static final Set<String> OFF = Set.of("FALSE", "OFF", "0");

    private final List<String> words;

    private StatementWords(List<String> words) {
        this.words = words;
    }

    static StatementWords of(String statement, SqlSyntax syntax) {
        List<String> words = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(statement, syntax);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            if (token.isSignificant()) {
                String text = statement.substring(token.start(), token.end());
                words.add(token.kind() == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text);
            }
        }
        return new StatementWords(words);
    }

    int size() {
        return words.size();
    }

    /** The word at a place, from 0; empty beyond the end. */
    String at(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    boolean startsWith(String... expected) {
        return hasAt(0, expected);
    }

    boolean hasAt(int index, String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!at(index + i).equals(expected[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether these words stand next to each other anywhere. */
    boolean contains(String... expected) {
        return indexOf(expected) >= 0;
    }

    /** Where these words stand next to each other, from 0; -1 where they do not. */
    int indexOf(String... expected) {
        for (int i = 0; i + expected.length <= words.size(); i++) {
            if (hasAt(i, expected)) {
                return i;
            }
        }
        return -1;
    }

    /** The last word; empty where there is none. */
    String last() {
        return words.isEmpty() ? "" : words.getLast();
    }

    /** The name, dotted or not, that begins at a place. */
    ObjectName name(int index) {
        String first = identifier(at(index));
        return at(index + 1).equals(".")
                ? new ObjectName(Optional.of(first), identifier(at(index + 2)))
                : new ObjectName(Optional.empty(), first);
    }

    /** Every word that may be a name, as the catalogue spells it. */
    Set<String> identifiers() {
        return words.stream()
                .filter(word -> word.startsWith("\"") || Character.isUnicodeIdentifierStart(word.codePointAt(0)))
                .map(StatementWords::identifier)
                .collect(Collectors.toSet());
    }

    private static String identifier(String word) {
        return word.startsWith("\"") && word.length() > 1
                ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
                : word.toLowerCase(Locale.ROOT);
    }

    /** The place behind a dotted name. */
    int behindName(int index) {
        int next = index + 1;
        while (at(next).equals(".")) {
            next += 2;
        }
        return next;
    }

    /** The place after words that may or may not stand there, such as IF EXISTS. */
    int skip(int index, String... optional) {
        return hasAt(index, optional) ? index + optional.length : index;
    }

    /** Whether an option of this name stands in a list in parentheses. */
    boolean names(String option) {
        return option(option) >= 0;
    }

    /** Whether an option is on: where it is named without a value too, and where it is not named at all. */
    boolean isOn(String option) {
        int place = option(option);
        if (place < 0) {
            return true;
        }
        int value = skip(place + 1, "=");
        return !OFF.contains(at(value).replace("'", "").toUpperCase(Locale.ROOT));
    }

    private int option(String name) {
        for (int i = 1; i < words.size(); i++) {
            boolean first = at(i - 1).equals("(") || at(i - 1).equals(",");
            if (first && (at(i).equals(name) || at(i).equals('"' + name.toLowerCase(Locale.ROOT) + '"'))) {
                return i;
            }
        }
        return -1;
    }
}
