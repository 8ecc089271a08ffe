package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tokens of one statement without comments and white space; unquoted words in upper case. */
final class StatementWords {

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

    /** The dotted name that begins at a place, as written. */
    String nameAt(int index) {
        StringBuilder name = new StringBuilder(at(index));
        int next = index + 1;
        while (at(next).equals(".")) {
            name.append('.').append(at(next + 1));
            next += 2;
        }
        return name.toString();
    }

    /** The place after words that may or may not stand there, such as IF EXISTS. */
    int skip(int index, String... optional) {
        return hasAt(index, optional) ? index + optional.length : index;
    }
}
