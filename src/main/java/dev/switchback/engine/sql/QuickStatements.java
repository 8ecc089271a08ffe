package dev.switchback.engine.sql;

import java.util.HashSet;
import java.util.List;
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

    private QuickStatements() {}

    /** Whether all of a script is. */
    public static boolean areAll(List<SqlStatement> statements) {
        return statements.stream().allMatch(QuickStatements::isQuick);
    }

    private static boolean isQuick(SqlStatement statement) {
        if (statement.data().isPresent() || statement.text().length() > LONGEST) {
            return false;
        }
        StatementWords words = words(statement);
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

    /** Every word of a script that may name something, as the catalogue spells it. */
    public static Set<String> words(List<SqlStatement> statements) {
        return statements.stream()
                .flatMap(statement -> words(statement).identifiers().stream())
                .collect(Collectors.toSet());
    }

    /** The tables that a script makes. */
    public static Set<String> tables(List<SqlStatement> statements) {
        Set<String> tables = new HashSet<>();
        for (SqlStatement statement : statements) {
            StatementWords words = words(statement);
            int table = words.indexOf("TABLE");
            if (words.at(0).equals("CREATE") && table > 0 && table <= FARTHEST_TABLE) {
                tables.add(lastPart(words, words.skip(table + 1, "IF", "NOT", "EXISTS")));
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
