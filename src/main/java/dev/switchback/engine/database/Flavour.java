package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that speak PostgreSQL's protocol and that Switchback works with, as far as their rules differ. */
public enum Flavour {
    /** PostgreSQL itself, wherever it runs and whoever packs it. */
    POSTGRESQL("PostgreSQL"),
    /** PostgreSQL with the extension of that name, which runs one statement on several servers. */
    CITUS("Citus"),
    COCKROACHDB("CockroachDB"),
    YUGABYTEDB("YugabyteDB");

    private static final Pattern COCKROACH = Pattern.compile("CockroachDB .*?v(\\d[\\w.-]*).*");
    private static final Pattern YUGABYTE = Pattern.compile(".*-YB-(\\d+(?:\\.\\d+)*).*");

    /** What would make the ledger lie, by what its {@code version()} says and PostgreSQL's does not. */
    private static final Map<String, String> REFUSED = Map.of(
            "redshift", "Amazon Redshift",
            "greenplum", "Greenplum",
            "cloudberry", "Cloudberry",
            "gauss", "openGauss",
            "materialize", "Materialize",
            "risingwave", "RisingWave",
            "cratedb", "CrateDB",
            "questdb", "QuestDB",
            "spanner", "Cloud Spanner");

    private final String product;

    Flavour(String product) {
        this.product = product;
    }

    /** The name under which people know it. */
    public String product() {
        return product;
    }

    /**
     * Recognises a server.
     *
     * @param version what its function {@code version()} says, or what it told of itself when connecting
     * @throws SwitchbackException.Unavailable for one that Switchback does not work with
     */
    static Flavour of(String version) {
        String words = version.toLowerCase(Locale.ROOT);
        REFUSED.forEach((word, name) -> {
            if (words.contains(word)) {
                throw new SwitchbackException.Unavailable(
                        "unsupported_database",
                        "this is " + name + " (" + version + "), which Switchback does not work with",
                        "Its transactions are not PostgreSQL's, so that the record could not be kept true. Nothing was done.",
                        "");
            }
        });
        if (COCKROACH.matcher(version).matches()) {
            return COCKROACHDB;
        }
        return YUGABYTE.matcher(version).matches() ? YUGABYTEDB : POSTGRESQL;
    }

    /** The release of the product itself, where that is another than PostgreSQL's. */
    Optional<String> release(String version) {
        return switch (this) {
            case COCKROACHDB -> first(COCKROACH, version);
            case YUGABYTEDB -> first(YUGABYTE, version);
            case POSTGRESQL, CITUS -> Optional.empty();
        };
    }

    private static Optional<String> first(Pattern pattern, String version) {
        Matcher matcher = pattern.matcher(version);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
