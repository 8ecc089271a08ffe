package dev.switchback.engine.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which statements of PostgreSQL are over at once where the tables that they name are new: they return no rows,
 * run no code of their own, leave the session as it is, and work on what they say themselves. All others are watched
 * while they run.
 */
public final class QuickStatements {

    private static final int LONGEST = 16_000;

    /** {@code CREATE GLOBAL TEMPORARY TABLE}. */
    private static final int FARTHEST_TABLE = 3;

    private static final Set<String> CREATED = Set.of(
            "TABLE",
            "UNLOGGED",
            "INDEX",
            "UNIQUE",
            "VIEW",
            "SEQUENCE",
            "TYPE",
            "DOMAIN",
            "SCHEMA",
            "FUNCTION",
            "PROCEDURE",
            "TRIGGER",
            "POLICY",
            "RULE",
            "STATISTICS",
            "ROLE",
            "CONSTRAINT");
    private static final Set<String> KEPT_AS_THEY_ARE =
            Set.of("EXTENSION", "SYSTEM", "DATABASE", "SUBSCRIPTION", "MATERIALIZED", "SERVER", "FOREIGN");

    private static final Set<String> CODE = Set.of("FUNCTION", "PROCEDURE", "ROUTINE", "TRIGGER", "RULE", "AGGREGATE");

    /** In any letter case, also in strings: there are functions that run what a string says. */
    private static final List<String> SESSION_WORDS = List.of("SET_CONFIG", "TEMP", "_TO_XML", "TS_STAT", "TS_REWRITE");

    private final List<SqlStatement> statements;
    private final List<StatementWords> words;

    private QuickStatements(List<SqlStatement> statements, List<StatementWords> words) {
        this.statements = statements;
        this.words = words;
    }

    /** The statements of a script, looked at once for all questions. */
    public static QuickStatements of(List<SqlStatement> statements) {
        return new QuickStatements(
                statements, statements.stream().map(QuickStatements::words).toList());
    }

    /** Whether all of them are quick. */
    public boolean areAll() {
        for (int i = 0; i < words.size(); i++) {
            if (!isQuick(statements.get(i), words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuick(SqlStatement statement, StatementWords words) {
        if (statement.data().isPresent() || statement.text().length() > LONGEST) {
            return false;
        }
        return switch (words.at(0)) {
            case "CREATE" -> isQuickDefinition(words);
            case "ALTER", "DROP" -> !KEPT_AS_THEY_ARE.contains(words.at(1));
            case "COMMENT", "GRANT", "REVOKE", "TRUNCATE" -> true;
            case "INSERT", "UPDATE", "DELETE" -> !words.contains("SELECT") && !words.contains("RETURNING");
            default -> false;
        };
    }

    private static boolean isQuickDefinition(StatementWords words) {
        int what = words.skip(1, "OR", "REPLACE");
        return CREATED.contains(words.at(what)) && !hasQuery(words, what);
    }

    /** {@code CREATE TABLE … AS} with any query; a generated column has its AS in parentheses. */
    private static boolean hasQuery(StatementWords words, int what) {
        if (!words.at(what).equals("TABLE") && !words.at(what).equals("UNLOGGED")) {
            return false;
        }
        int depth = 0;
        for (int i = what; i < words.size(); i++) {
            depth += switch (words.at(i)) {
                case "(" -> 1;
                case ")" -> -1;
                default -> 0;
            };
            if (depth == 0 && words.at(i).equals("AS")) {
                return true;
            }
        }
        return false;
    }

    /** Whether they may make code that runs behind other statements. */
    public boolean makeCode() {
        return words.stream().anyMatch(each -> CODE.stream().anyMatch(each::contains));
    }

    /** Whether they may change what a session holds by themselves, not through code that they call. */
    public boolean nameSessions() {
        return statements.stream()
                .map(statement -> statement.text().toUpperCase(Locale.ROOT))
                .anyMatch(text -> text.contains("U&") || SESSION_WORDS.stream().anyMatch(text::contains));
    }

    /** Every word that may name something, as the catalogue spells it. */
    public Set<String> names() {
        return words.stream().flatMap(each -> each.identifiers().stream()).collect(Collectors.toSet());
    }

    /** The tables that are made. */
    public Set<String> tables() {
        Set<String> tables = new HashSet<>();
        for (StatementWords each : words) {
            int table = each.indexOf("TABLE");
            if (each.at(0).equals("CREATE") && table > 0 && table <= FARTHEST_TABLE) {
                tables.add(lastPart(each, each.skip(table + 1, "IF", "NOT", "EXISTS")));
            }
        }
        return tables;
    }

    private static String lastPart(StatementWords words, int name) {
        return words.name(words.behindName(name) - 1).name();
    }

    private static StatementWords words(SqlStatement statement) {
        String text = statement.text();
        return StatementWords.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST), SqlSyntax.POSTGRESQL);
    }
}
