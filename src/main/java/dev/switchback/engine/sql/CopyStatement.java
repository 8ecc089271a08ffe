package dev.switchback.engine.sql;

/** Recognises the one statement that is followed by something that is no SQL. */
final class CopyStatement {

    private CopyStatement() {}

    /** {@code COPY … FROM STDIN}; STDOUT in its place means the same to the server. */
    static boolean readsData(String statement, SqlSyntax syntax) {
        if (syntax != SqlSyntax.POSTGRESQL || !statement.regionMatches(true, 0, "COPY", 0, 4)) {
            return false;
        }
        StatementWords words = StatementWords.of(statement, syntax);
        int parentheses = 0;
        for (int i = 1; i < words.size(); i++) {
            switch (words.at(i)) {
                case "(" -> parentheses++;
                case ")" -> parentheses--;
                case "FROM" -> {
                    if (parentheses == 0) {
                        return words.at(0).equals("COPY") && isStandardInput(words.at(i + 1));
                    }
                }
                case "TO" -> {
                    if (parentheses == 0) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean isStandardInput(String word) {
        return word.equals("STDIN") || word.equals("STDOUT");
    }
}
