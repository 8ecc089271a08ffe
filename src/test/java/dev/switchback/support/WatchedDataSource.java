package dev.switchback.support;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Counts what is sent to a database, and can break the connection before any of it. */
public final class WatchedDataSource implements DataSource {

    private final TestDatabase database;
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Connection> opened = Collections.synchronizedList(new ArrayList<>());
    private volatile int breakAt = Integer.MAX_VALUE;

    public WatchedDataSource(TestDatabase database) {
        this.database = database;
    }

    /** Every connection dies before the message of this number, counted from 1 and from now. */
    public WatchedDataSource breakAt(int number) {
        sent.clear();
        breakAt = number;
        return this;
    }

    public List<String> sent() {
        return List.copyOf(sent);
    }

    /** The connections that hold a transaction open end: between two migrations that is the one of the lock. */
    public void loseLock() {
        try {
            for (Connection connection : opened) {
                if (!connection.isClosed() && !connection.getAutoCommit()) {
                    connection.close();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void message(String what) throws SQLException {
        sent.add(what);
        if (sent.size() >= breakAt) {
            for (Connection connection : opened) {
                connection.abort(Runnable::run);
            }
            throw new SQLException("the test cut the connection before: " + what, "08006");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.connect();
        opened.add(connection);
        return proxy(Connection.class, connection);
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        boolean ends = method.getName().equals("commit");
        if (ends || method.getName().startsWith("execute")) {
            message(ends || arguments == null ? method.getName() : String.valueOf(arguments[0]));
        }
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
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
