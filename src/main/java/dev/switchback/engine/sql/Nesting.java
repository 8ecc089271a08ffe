package dev.switchback.engine.sql;

/**
 * Where semicolons do not end a statement: inside parentheses (rules with several actions) and inside the BEGIN …
 * END of a function written in SQL. The first words decide as psql has it.
 */
final class Nesting {

    private static final int HEAD_WORDS = 4;

    private final StringBuilder head = new StringBuilder();
    private int parentheses;
    private int blocks;
    private int words;
    private boolean routine;

    void word(String word) {
        if (words < HEAD_WORDS) {
            head.append(word).append(' ');
            routine = beginsRoutine(head.toString());
        }
        words++;
        if (routine && parentheses == 0) {
            block(word);
        }
    }

    private static boolean beginsRoutine(String start) {
        return start.startsWith("CREATE FUNCTION ")
                || start.startsWith("CREATE PROCEDURE ")
                || start.startsWith("CREATE OR REPLACE FUNCTION ")
                || start.startsWith("CREATE OR REPLACE PROCEDURE ");
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
        routine = false;
        head.setLength(0);
    }
}
