package dev.switchback.peers;

import dev.switchback.support.PostgresServer;
import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes databases for single runs, copies and removes them; none of it is timed. */
final class BenchDatabases {

    private final PostgresServer server;
    private final Path folder;
    private int count;

    BenchDatabases(PostgresServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    TestDatabase fresh(Place place) {
        String name = "bench" + ++count;
        if (place instanceof Place.H2File) {
            return h2(name);
        }
        administer("CREATE DATABASE " + name);
        return server.database(name);
    }

    TestDatabase copy(TestDatabase original) throws IOException {
        String name = "bench" + ++count;
        if (isH2(original)) {
            TestDatabase copy = h2(name);
            Files.copy(file(original), file(copy));
            return copy;
        }
        awaitAlone(original);
        administer("CREATE DATABASE " + name + " TEMPLATE " + name(original));
        return server.database(name);
    }

    void drop(TestDatabase database) throws IOException {
        if (isH2(database)) {
            Files.deleteIfExists(file(database));
        } else {
            administer("DROP DATABASE " + name(database) + " WITH (FORCE)");
        }
    }

    /** The next run begins with the same work for the server behind it, whatever the one before left to be written. */
    void settle() {
        administer("CHECKPOINT");
    }

    /** How many of the migrations' tables are there. */
    static int tables(TestDatabase database) {
        return Integer.parseInt(database.query(
                "SELECT count(*) FROM information_schema.tables WHERE lower(table_name) LIKE 'orders\\_%'"));
    }

    private void administer(String sql) {
        server.database("postgres").execute(sql);
    }

    /** The server notices a client that is gone a little later, and copies only what nobody uses. */
    private void awaitAlone(TestDatabase database) {
        String others = "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name(database) + "'";
        while (!server.database("postgres").query(others).equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** Waits for the disk at every commit, as PostgreSQL does. */
    private TestDatabase h2(String name) {
        return new TestDatabase("jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0", "sa", "");
    }

    private static boolean isH2(TestDatabase database) {
        return database.url().startsWith("jdbc:h2:");
    }

    private static Path file(TestDatabase database) {
        return Path.of(database.url().replaceFirst("^jdbc:h2:file:", "").replaceFirst(";.*", "") + ".mv.db");
    }

    private static String name(TestDatabase database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }
}
