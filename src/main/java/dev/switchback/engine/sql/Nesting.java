package dev.switchback.engine.sql;

/**
 * Where semicolons do not end a statement: inside parentheses (rules with several actions) and inside the BEGIN …
 * END of a function written in SQL.
 */
final class Nesting {

    private static final int HEAD_WORDS = 4;

    private int parentheses;
    private int blocks;
    private int words;
    private Head head = Head.OTHER;

    /** What the first words say. */
    private enum Head {
        OTHER,
        CREATE,
        ROUTINE
    }

    void word(String word) {
        words++;
        if (words == 1) {
            head = word.equals("CREATE") ? Head.CREATE : Head.OTHER;
        } else if (head == Head.CREATE
                && words <= HEAD_WORDS
                && (word.equals("FUNCTION") || word.equals("PROCEDURE"))) {
            head = Head.ROUTINE;
        }
        if (head == Head.ROUTINE && parentheses == 0) {
            block(word);
        }
    }

    private void block(String word) {
        if (word.equals("BEGIN") || (word.equals("CASE") && blocks > 0)) {
            blocks++;
        } else if (word.equals("END") && blocks > 0) {
            blocks--;
        }
    }

    void symbol(char c) {
        if (c == '(') {
            parentheses++;
        } else if (c == ')' && parentheses > 0) {
            parentheses--;
        }
    }

    boolean isTopLevel() {
        return parentheses == 0 && blocks == 0;
    }

    void reset() {
        parentheses = 0;
        blocks = 0;
        words = 0;
        head = Head.OTHER;
    }
}
