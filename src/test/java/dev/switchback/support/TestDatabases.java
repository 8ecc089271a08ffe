package dev.switchback.support;

import java.util.concurrent.atomic.AtomicInteger;

/** Gives each test a database of its own: H2 in memory, or one on the real PostgreSQL server of this JVM. */
public final class TestDatabases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    public static TestDatabase h2() {
        String url = "jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
        return new TestDatabase(url, "sa", "");
    }

    public static TestDatabase postgres() {
        return postgres(PostgresVersion.V15);
    }

    /** A fresh database on the server of a version, which is started when it is asked for first. */
    public static TestDatabase postgres(PostgresVersion version) {
        PostgresServer server = PostgresServer.shared(version);
        String name = "test" + COUNT.incrementAndGet();
        server.database("postgres").execute("CREATE DATABASE " + name);
        return server.database(name);
    }
}
