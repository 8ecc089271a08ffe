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

    /** The server's own, by their whole names: what only begins like one of them may be somebody's function that writes. */
    private static final Pattern HARMLESS = Pattern.compile(
            "COUNT|SUM|MIN|MAX|AVG|BOOL_AND|BOOL_OR|EVERY|STRING_AGG|ARRAY_AGG|XMLAGG|JSONB?_(OBJECT_)?AGG|COALESCE|NULLIF"
                    + "|GREATEST|LEAST|LOWER|UPPER|INITCAP|[BLR]?TRIM|LENGTH|(CHAR|OCTET|BIT)_LENGTH|CHARACTER_LENGTH"
                    + "|SUBSTR(ING)?|REPLACE|TRANSLATE|REGEXP_(COUNT|INSTR|LIKE|MATCH(ES)?|REPLACE|SPLIT_TO_(ARRAY|TABLE)|SUBSTR)"
                    + "|SPLIT_PART|CONCAT(_WS)?|POSITION|STRPOS|LEFT|RIGHT|[LR]PAD|MD5|FORMAT|ABS|ROUND|CEIL(ING)?|FLOOR|MOD"
                    + "|POWER|SIGN|CAST|NOW|AGE|EXTRACT|DATE_(BIN|PART|TRUNC)|TO_(CHAR|DATE|HEX|JSONB?|NUMBER|TIMESTAMP)"
                    + "|TO_REG(CLASS|NAMESPACE|PROC|ROLE|TYPE)|ROW_NUMBER|(DENSE_)?RANK|LAG|LEAD|(FIRST|LAST|NTH)_VALUE|UNNEST"
                    + "|GENERATE_(SERIES|SUBSCRIPTS)|ARRAY_(APPEND|CAT|LENGTH|LOWER|POSITIONS?|PREPEND|REMOVE|REPLACE|TO_STRING"
                    + "|UPPER)|CARDINALITY|JSONB?_(ARRAY_(ELEMENTS(_TEXT)?|LENGTH)|BUILD_(ARRAY|OBJECT)|EACH(_TEXT)?"
                    + "|EXTRACT_PATH(_TEXT)?|OBJECT_KEYS|TYPEOF)|CURRENT_(SETTING|SCHEMAS?|DATABASE|CATALOG)|VERSION"
                    + "|FORMAT_TYPE|(COL|OBJ)_DESCRIPTION|HAS_(COLUMN|DATABASE|SCHEMA|SEQUENCE|TABLE)_PRIVILEGE"
                    + "|PG_GET_(CONSTRAINT|FUNCTION|INDEX|RULE|TRIGGER|VIEW)DEF|PG_GET_(EXPR|SERIAL_SEQUENCE|USERBYID)"
                    + "|PG_(FUNCTION|TABLE|TYPE)_IS_VISIBLE|PG_TYPEOF|PG_BACKEND_PID|QUOTE_(IDENT|LITERAL|NULLABLE)");

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
        boolean call = words.at(index + 1).equals("(")
                && (word.startsWith("\"") || Character.isUnicodeIdentifierStart(word.codePointAt(0)))
                && !NO_CALL.contains(word);
        return call && !(HARMLESS.matcher(word).matches() && isTheServers(index));
    }

    /** A schema may have a function of the same name. */
    private boolean isTheServers(int index) {
        return index < 2
                || !words.at(index - 1).equals(".")
                || words.at(index - 2).equals("PG_CATALOG");
    }
}
