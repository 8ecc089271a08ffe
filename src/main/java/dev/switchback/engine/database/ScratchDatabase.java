package dev.switchback.engine.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Pattern;

/** A throw-away database: in memory for H2, a temporary one on the same server for PostgreSQL; closing removes it. */
public final class ScratchDatabase implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("^(jdbc:postgresql://[^/]+/)[^?]*");

    private final ConnectionSettings server;
    private final ConnectionSettings scratch;
    private final String name;

    private ScratchDatabase(ConnectionSettings server, ConnectionSettings scratch, String name) {
        this.server = server;
        this.scratch = scratch;
        this.name = name;
    }

    /** Makes one of the kind of a database, which itself is left alone. */
    public static ScratchDatabase like(ConnectionSettings server) {
        String name = "switchback_scratch_" + UUID.randomUUID().toString().replace("-", "");
        boolean postgres = server.url().startsWith("jdbc:postgresql:");
        String url = postgres
                ? NAME.matcher(server.url()).replaceFirst("$1" + name)
                : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        ScratchDatabase made = new ScratchDatabase(
                server,
                new ConnectionSettings(
                        url, server.user(), server.password(), server.connectTimeout(), server.session()),
                name);
        if (postgres) {
            made.tell("CREATE DATABASE " + name + " TEMPLATE template0");
        }
        return made;
    }

    public ConnectionSettings settings() {
        return scratch;
    }

    private void tell(String sql) {
        try (OpenDatabase database = OpenDatabase.open(new Connector(server), server.url())) {
            database.ask("making a temporary database", connection -> execute(connection.createStatement(), sql));
        }
    }

    private static boolean execute(Statement statement, String sql) throws SQLException {
        try (statement) {
            return statement.execute(sql);
        }
    }

    @Override
    public void close() {
        if (scratch.url().startsWith("jdbc:h2:")) {
            try (OpenDatabase database = OpenDatabase.open(new Connector(scratch), scratch.url())) {
                database.ask(
                        "leaving a temporary database",
                        connection -> execute(connection.createStatement(), "SHUTDOWN"));
            }
        } else {
            tell("DROP DATABASE IF EXISTS " + name);
        }
    }
}
