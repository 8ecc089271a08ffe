package dev.switchback.engine.database;

import java.util.Optional;

/**
 * Whom we speak to.
 *
 * @param product such as {@code PostgreSQL} or {@code H2}
 * @param version such as {@code 15.8}
 * @param url the JDBC URL without any secret
 * @param name the database's name, as typed to confirm on guarded profiles
 * @param user the database user of the session
 * @param ledger the version of Switchback's tables found there; empty when there are none
 */
public record DatabaseFacts(
        String product, String version, String url, String name, String user, Optional<Integer> ledger) {}
