package dev.switchback.engine.sql;

import java.util.Optional;

/**
 * The statements that PostgreSQL refuses inside a transaction block (SQLSTATE 25001), by server version; measured on
 * versions 9.6 to 18.
 */
final class TransactionRefusals {

    private final StatementWords words;
    private final int version;

    TransactionRefusals(StatementWords words, int version) {
        this.words = words;
        this.version = version;
    }

    /** What refuses, in the statement's own words; empty when a transaction is welcome. */
    Optional<String> reason() {
        return switch (words.at(0)) {
            case "VACUUM" -> refuses("VACUUM");
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> alter();
            case "REINDEX" -> reindex();
            case "CLUSTER" ->
                words.size() == 1 || (words.size() == 2 && words.at(1).equals("VERBOSE"))
                        ? refuses("CLUSTER of all tables")
                        : Optional.empty();
            case "DISCARD" -> words.startsWith("DISCARD", "ALL") ? refuses("DISCARD ALL") : Optional.empty();
            case "COMMIT", "ROLLBACK" ->
                words.at(1).equals("PREPARED") ? refuses(words.at(0) + " PREPARED") : Optional.empty();
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
                words.contains("CONNECT", "=", "FALSE") || words.contains("CREATE_SLOT", "=", "FALSE")
                        ? Optional.empty()
                        : refuses("CREATE SUBSCRIPTION");
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
        if (words.startsWith("ALTER", "SYSTEM")) {
            return refuses("ALTER SYSTEM");
        }
        if (words.startsWith("ALTER", "DATABASE") && words.contains("SET", "TABLESPACE")) {
            return refuses("ALTER DATABASE … SET TABLESPACE");
        }
        if (words.startsWith("ALTER", "TABLE") && words.contains("DETACH", "PARTITION") && detachesConcurrently()) {
            return refuses("DETACH PARTITION CONCURRENTLY");
        }
        if (words.startsWith("ALTER", "SUBSCRIPTION") && refreshes()) {
            return refuses("ALTER SUBSCRIPTION with refresh");
        }
        boolean addsValue = words.startsWith("ALTER", "TYPE") && words.contains("ADD", "VALUE");
        return addsValue && version < 12 ? refuses("ALTER TYPE … ADD VALUE before version 12") : Optional.empty();
    }

    private boolean detachesConcurrently() {
        return words.at(words.size() - 1).equals("CONCURRENTLY");
    }

    private boolean refreshes() {
        boolean off = words.contains("REFRESH", "=", "FALSE");
        return words.contains("REFRESH", "PUBLICATION") || (words.contains("PUBLICATION") && !off);
    }

    private Optional<String> reindex() {
        if (words.contains("CONCURRENTLY")) {
            return refuses("REINDEX CONCURRENTLY");
        }
        int target = 1;
        if (words.at(1).equals("(")) {
            target = words.indexOf(")") + 1;
        } else {
            target = words.skip(1, "VERBOSE");
        }
        return switch (words.at(target)) {
            case "SCHEMA", "DATABASE", "SYSTEM" -> refuses("REINDEX " + words.at(target));
            default -> Optional.empty();
        };
    }

    private static Optional<String> refuses(String what) {
        return Optional.of(what + " refuses to run inside a transaction");
    }
}
