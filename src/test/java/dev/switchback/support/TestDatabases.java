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
        PostgresServer server = PostgresServer.shared();
        String name = "test" + COUNT.incrementAndGet();
        server.database("postgres").execute("CREATE DATABASE " + name);
        return server.database(name);
    }
}
