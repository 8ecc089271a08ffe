package dev.switchback.engine.sql;

import java.util.Optional;
import java.util.Set;

/**
 * The statements that PostgreSQL refuses inside a transaction block (SQLSTATE 25001, for committing code 2D000), by
 * server version; measured on versions 9.6 to 18. Where the words do not say it alone, the database's objects are asked.
 */
final class TransactionRefusals {

    private final StatementWords words;
    private final int version;
    private final DatabaseObjects objects;

    TransactionRefusals(StatementWords words, int version, DatabaseObjects objects) {
        this.words = words;
        this.version = version;
        this.objects = objects;
    }

    /** What refuses, in the statement's own words; empty when a transaction is welcome. */
    Optional<String> reason() {
        return switch (words.at(0)) {
            case "VACUUM" -> refuses("VACUUM");
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> alter();
            case "REINDEX" -> reindex();
            case "CLUSTER" -> cluster();
            case "DISCARD" -> when(words.at(1).equals("ALL"), "DISCARD ALL");
            case "COMMIT", "ROLLBACK" -> when(words.at(1).equals("PREPARED"), words.at(0) + " PREPARED");
            case "DO" -> when(CommittingCode.in(words), "DO with COMMIT or ROLLBACK inside");
            case "CALL" ->
                when(
                        objects.procedures(words.name(1)).stream().anyMatch(CommittingCode::commits),
                        "a procedure with COMMIT or ROLLBACK inside");
            default -> Optional.empty();
        };
    }

    private Optional<String> create() {
        int index = words.skip(1, "UNIQUE");
        if (words.hasAt(index, "INDEX", "CONCURRENTLY")) {
            return refuses("CREATE INDEX CONCURRENTLY");
        }
        return switch (words.at(1)) {
            case "DATABASE", "TABLESPACE" -> refuses("CREATE " + words.at(1));
            case "SUBSCRIPTION" ->
                when(words.isOn("CONNECT") && words.isOn("CREATE_SLOT"), "CREATE SUBSCRIPTION with a slot");
            default -> Optional.empty();
        };
    }

    private Optional<String> drop() {
        if (words.startsWith("DROP", "INDEX", "CONCURRENTLY")) {
            return refuses("DROP INDEX CONCURRENTLY");
        }
        return switch (words.at(1)) {
            case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> refuses("DROP " + words.at(1));
            default -> Optional.empty();
        };
    }

    private Optional<String> alter() {
        return switch (words.at(1)) {
            case "SYSTEM" -> refuses("ALTER SYSTEM");
            case "DATABASE" -> when(movesDatabase(), "ALTER DATABASE … SET TABLESPACE");
            case "TABLE" ->
                when(
                        version >= 14
                                && words.contains("DETACH", "PARTITION")
                                && words.last().equals("CONCURRENTLY"),
                        "DETACH PARTITION CONCURRENTLY");
            case "SUBSCRIPTION" -> alterSubscription();
            case "TYPE" ->
                when(version < 12 && words.contains("ADD", "VALUE"), "ALTER TYPE … ADD VALUE before version 12");
            default -> Optional.empty();
        };
    }

    /** {@code WITH TABLESPACE name} is the older way to say the same. */
    private boolean movesDatabase() {
        int option = words.skip(words.behindName(2), "WITH");
        return words.hasAt(option, "SET", "TABLESPACE") || words.at(option).equals("TABLESPACE");
    }

    private Optional<String> alterSubscription() {
        int action = words.behindName(2);
        boolean changesPublications = Set.of("SET", "ADD", "DROP").contains(words.at(action))
                && words.at(action + 1).equals("PUBLICATION");
        boolean refreshes = words.at(action).equals("REFRESH") || (changesPublications && words.isOn("REFRESH"));
        if (version >= 14 && refreshes) {
            return refuses("ALTER SUBSCRIPTION with refresh");
        }
        boolean sets = words.hasAt(action, "SET", "(");
        return when(
                sets && ((version >= 17 && words.names("FAILOVER")) || (version >= 18 && words.names("TWO_PHASE"))),
                "ALTER SUBSCRIPTION … SET of an option of the slot");
    }

    private Optional<String> reindex() {
        int target = words.at(1).equals("(") ? words.indexOf(")") + 1 : words.skip(1, "VERBOSE");
        boolean concurrently = words.at(target + 1).equals("CONCURRENTLY")
                || (version >= 14 && words.names("CONCURRENTLY") && words.isOn("CONCURRENTLY"));
        if (concurrently) {
            return refuses("REINDEX CONCURRENTLY");
        }
        return switch (words.at(target)) {
            case "SCHEMA", "DATABASE", "SYSTEM" -> refuses("REINDEX " + words.at(target));
            case "INDEX", "TABLE" ->
                when(version >= 14 && objects.isPartitioned(words.name(target + 1)), "REINDEX of what is partitioned");
            default -> Optional.empty();
        };
    }

    private Optional<String> cluster() {
        int table = words.at(1).equals("(") ? words.indexOf(")") + 1 : words.skip(1, "VERBOSE");
        if (words.at(table).isEmpty()) {
            return refuses("CLUSTER of all tables");
        }
        return when(version >= 15 && objects.isPartitioned(words.name(table)), "CLUSTER of a partitioned table");
    }

    private static Optional<String> when(boolean refused, String what) {
        return refused ? refuses(what) : Optional.empty();
    }

    private static Optional<String> refuses(String what) {
        return Optional.of(what + " refuses to run inside a transaction");
    }
}
