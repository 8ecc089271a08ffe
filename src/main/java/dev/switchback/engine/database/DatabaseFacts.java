package dev.switchback.engine.database;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        String product, String version, String url, String name, String user, Optional<Integer> ledger) {

    private static final Pattern SERVER = Pattern.compile("//([^/?]+)");

    /** The name with its server, such as {@code orders @ db-prod}: one name may stand on several servers. */
    public String place() {
        Matcher server = SERVER.matcher(url);
        return server.find() ? name + " @ " + server.group(1).replaceFirst(":5432$", "") : name;
    }
}
