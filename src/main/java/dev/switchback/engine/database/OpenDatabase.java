package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** A database that answered: one connection kept for questions, and the way to further ones. */
public final class OpenDatabase implements AutoCloseable {

    private static final Pattern POSTGRES_NAME = Pattern.compile("^jdbc:postgresql://[^/]+/([\\w.-]+)");

    private final ConnectionSource source;
    private final Connection connection;
    private final Dialect dialect;
    private final DatabaseFacts facts;

    private OpenDatabase(ConnectionSource source, Connection connection, String url) throws SQLException {
        this.source = () -> prepared(source.open());
        this.connection = connection;
        this.dialect = Dialects.of(connection);
        DatabaseMetaData metadata = connection.getMetaData();
        String address = url.isEmpty() ? JdbcUrls.parse(metadata.getURL()).url() : url;
        this.facts = new DatabaseFacts(
                dialect.product(),
                version(connection, dialect),
                address,
                name(connection, metadata.getURL()),
                Optional.ofNullable(metadata.getUserName()).orElse(""),
                Optional.empty());
    }

    private static String version(Connection connection, Dialect dialect) throws SQLException {
        String told = Dialects.told(connection);
        String number = told.split(" ", 2)[0];
        return dialect instanceof PostgresDialect postgres
                ? postgres.flavour().release(told).orElse(number)
                : number;
    }

    /** The driver would ask the server for a name that the URL has. */
    private static String name(Connection connection, String url) throws SQLException {
        Matcher address = POSTGRES_NAME.matcher(url);
        return address.find()
                ? address.group(1)
                : Optional.ofNullable(connection.getCatalog()).orElse("");
    }

    /** Connects; a database that does not answer is an expected failure. */
    public static OpenDatabase open(ConnectionSource source, String url) {
        try {
            Connection connection = prepared(source.open());
            try {
                return new OpenDatabase(source, connection, url);
            } catch (SQLException | SwitchbackException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw DatabaseErrors.connecting(failure, url);
        }
    }

    /**
     * A pool may hand out connections that hold a transaction open, and with it a snapshot that others wait for. Behind
     * a proxy the next session need not know a statement that this one has prepared, or knows another of its name.
     */
    private static Connection prepared(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        if (connection.isWrapperFor(PGConnection.class)) {
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
        }
        return connection;
    }

    /** A question to the database. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Asks on the kept connection; errors come as expected failures. */
    public <T> T ask(String doing, Question<T> question) {
        try {
            return question.ask(connection);
        } catch (SQLException failure) {
            throw DatabaseErrors.mapped(failure, doing);
        }
    }

    public ConnectionSource source() {
        return source;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Without the ledger's version, which nobody has asked for yet. */
    public DatabaseFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            return;
        }
    }
}
