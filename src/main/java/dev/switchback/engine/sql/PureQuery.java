package dev.switchback.engine.sql;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells queries that only read from those that may change something: what a function does is known of usual ones only. */
public final class PureQuery {

    private static final Set<String> FIRST = Set.of("SELECT", "VALUES", "TABLE", "SHOW", "WITH");
    private static final Set<String> CHANGING = Set.of("INTO", "INSERT", "DELETE", "MERGE");

    /** Words that a parenthesis may follow without being a call of anything. */
    private static final Set<String> NO_CALL = Set.of(
            ("IN ANY ALL SOME EXISTS AND OR NOT VALUES FROM JOIN ON USING AS WHERE BY OVER FILTER GROUP CASE WHEN THEN ELSE "
                            + "SELECT UNION EXCEPT INTERSECT HAVING LIMIT OFFSET LATERAL ROW DISTINCT BETWEEN LIKE ILIKE "
                            + "IS CHAR CHARACTER VARCHAR VARYING NUMERIC DECIMAL TIMESTAMP TIME INTERVAL BIT")
                    .split(" "));

    private static final Pattern HARMLESS = Pattern.compile(
            "COUNT|SUM|MIN|MAX|AVG|BOOL_AND|BOOL_OR|EVERY|(STRING|ARRAY|XML|JSONB?)_(OBJECT_)?AGG|COALESCE|NULLIF|GREATEST"
                    + "|LEAST|LOWER|UPPER|INITCAP|[BLR]?TRIM|LENGTH|(CHAR|OCTET|BIT)(ACTER)?_LENGTH|SUBSTR(ING)?|REPLACE"
                    + "|TRANSLATE|REGEXP_\\w+|SPLIT_PART|CONCAT(_WS)?|POSITION|STRPOS|LEFT|RIGHT|[LR]PAD|MD5|FORMAT|ABS|ROUND"
                    + "|CEIL(ING)?|FLOOR|MOD|POWER|SIGN|CAST|NOW|AGE|EXTRACT|DATE_\\w+|TO_\\w+|ROW_NUMBER|(DENSE_)?RANK|LAG"
                    + "|LEAD|(FIRST|LAST|NTH)_VALUE|UNNEST|GENERATE_\\w+|ARRAY_\\w+|CARDINALITY|JSONB?_\\w+"
                    + "|CURRENT_(SETTING|SCHEMAS?|DATABASE|CATALOG)|VERSION|FORMAT_TYPE|(COL|OBJ)_DESCRIPTION"
                    + "|HAS_\\w+_PRIVILEGE|PG_GET_\\w+|PG_\\w+_IS_VISIBLE|PG_TYPEOF|PG_BACKEND_PID|QUOTE_\\w+");

    private final StatementWords words;

    private PureQuery(StatementWords words) {
        this.words = words;
    }

    /** Whether nothing is different after this statement. */
    public static boolean is(SqlStatement statement, SqlSyntax syntax) {
        return new PureQuery(StatementWords.of(statement.text(), syntax)).isPure();
    }

    /** Whether a statement hands rows of tables to whoever sent it; the catalogue says nothing of anybody's data. */
    public static boolean readsRows(SqlStatement statement, SqlSyntax syntax) {
        StatementWords words = StatementWords.of(statement.text(), syntax);
        boolean ofCatalogue = words.identifiers().stream()
                .anyMatch(name -> name.equals("pg_catalog") || name.equals("information_schema"));
        boolean query = FIRST.contains(words.at(0))
                && (words.contains("FROM") || words.at(0).equals("TABLE"));
        return words.contains("RETURNING") || (query && !ofCatalogue);
    }

    private boolean isPure() {
        if (!FIRST.contains(words.at(0))) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (changes(i) || isUnknownCall(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code FOR UPDATE} and {@code FOR NO KEY UPDATE} only lock, until the transaction ends. */
    private boolean changes(int index) {
        String word = words.at(index);
        return CHANGING.contains(word)
                || (word.equals("UPDATE")
                        && !words.at(index - 1).equals("FOR")
                        && !words.at(index - 1).equals("KEY"));
    }

    private boolean isUnknownCall(int index) {
        String word = words.at(index);
        return words.at(index + 1).equals("(")
                && (word.startsWith("\"") || Character.isUnicodeIdentifierStart(word.codePointAt(0)))
                && !NO_CALL.contains(word)
                && !HARMLESS.matcher(word).matches();
    }
}
