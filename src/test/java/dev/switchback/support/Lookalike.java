package dev.switchback.support;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A real PostgreSQL that says when connecting that it is another server, so that the rules for that one apply. */
public final class Lookalike implements DataSource {

    private final TestDatabase database;
    private final String serverVersion;
    private final Optional<String> cockroach;

    private Lookalike(TestDatabase database, String serverVersion, Optional<String> cockroach) {
        this.database = database;
        this.serverVersion = serverVersion;
        this.cockroach = cockroach;
    }

    public static Lookalike cockroach(TestDatabase database) {
        return new Lookalike(
                database,
                "13.0.0",
                Optional.of("CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)"));
    }

    public static Lookalike yugabyte(TestDatabase database) {
        return new Lookalike(database, "11.2-YB-2.20.0.0-b0", Optional.empty());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = database.connect();
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "unwrap" ->
                arguments[0] == PGConnection.class
                        ? driver(real.unwrap(PGConnection.class))
                        : call(real, method, arguments);
            case "getMetaData" -> metadata(real.getMetaData());
            default -> call(real, method, arguments);
        });
    }

    private PGConnection driver(PGConnection real) {
        return proxy(
                PGConnection.class,
                (method, arguments) ->
                        method.getName().equals("getParameterStatus") && "crdb_version".equals(arguments[0])
                                ? cockroach.orElse(null)
                                : call(real, method, arguments));
    }

    private DatabaseMetaData metadata(DatabaseMetaData real) {
        return proxy(DatabaseMetaData.class, (method, arguments) -> switch (method.getName()) {
            case "getDatabaseProductVersion" -> serverVersion;
            case "getDatabaseMajorVersion" -> Integer.parseInt(serverVersion.split("\\D", 2)[0]);
            default -> call(real, method, arguments);
        });
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private static @Nullable Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.err, true, System.err.charset());
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
