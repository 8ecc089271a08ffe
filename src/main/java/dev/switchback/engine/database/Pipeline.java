package dev.switchback.engine.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;

/**
 * Sends many statements to PostgreSQL in one go and hears their answers one by one. After an error the server skips the
 * rest by itself. The driver's batches would cut the text again, and do not tell which statement failed; what lies
 * under them does neither (pgjdbc 42.7, package {@code org.postgresql.core}).
 *
 * <p>The server answers when it has everything: whatever is sent should be small enough for the buffers on the way.
 */
public final class Pipeline {

    private static final int UNTYPED = 0;
    private static final int FLAGS = QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS
            | QueryExecutor.QUERY_NO_BINARY_TRANSFER;

    private static final int DESCRIBE = QueryExecutor.QUERY_DESCRIBE_ONLY
            | QueryExecutor.QUERY_NO_BINARY_TRANSFER
            | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private final BaseConnection connection;
    private final Map<String, Query> kept = new HashMap<>();
    private volatile Keeping keeping = Keeping.NOT_YET;

    private Pipeline(BaseConnection connection) {
        this.connection = connection;
    }

    private enum Keeping {
        NOT_YET,
        YES,
        /** A script let all prepared statements go; it may do so again. */
        NEVER_AGAIN
    }

    /** How often the same statement is sent over one connection. */
    public enum Recurrence {
        /** A statement of a script's. */
        ONCE,
        /** One of those that go with every script: the server keeps them, understood and planned. */
        OFTEN
    }

    /**
     * One statement, sent as it is.
     *
     * @param values as text, bound to {@code $1}, {@code $2} …, which first appear in this order; empty for NULL
     */
    public record Message(String sql, List<Optional<String>> values, Recurrence recurrence) {

        public Message {
            values = List.copyOf(values);
        }

        /** A statement without values. */
        public static Message of(String sql) {
            return new Message(sql, List.of(), Recurrence.ONCE);
        }

        /** A statement without values that is sent with every script. */
        public static Message often(String sql) {
            return new Message(sql, List.of(), Recurrence.OFTEN);
        }

        /** Statements without values that are sent with every script. */
        public static List<Message> all(List<String> statements) {
            return statements.stream().map(Message::often).toList();
        }

        /** About how many characters travel. */
        public int size() {
            return sql.length()
                    + values.stream()
                            .mapToInt(value -> value.map(String::length).orElse(0))
                            .sum();
        }
    }

    /**
     * What the server said to one message.
     *
     * @param rows written or returned
     * @param value first column of the first row that it returned
     */
    public record Answer(long rows, Optional<String> value, List<String> notices) {

        public Answer {
            notices = List.copyOf(notices);
        }
    }

    /**
     * What was heard.
     *
     * @param answers one for each message that succeeded, in order
     * @param failure of the message behind them; nothing after it took effect, unless the connection is gone: then
     *     nobody knows
     */
    public record Heard(List<Answer> answers, Optional<SQLException> failure) {

        public Heard {
            answers = List.copyOf(answers);
        }
    }

    /** Empty where statements have to go one at a time: another database, or a driver told to speak simply. */
    public static Optional<Pipeline> over(Connection connection, Dialect dialect) throws SQLException {
        if (dialect.sending() == Dialect.Sending.ONE_BY_ONE || !connection.isWrapperFor(BaseConnection.class)) {
            return Optional.empty();
        }
        BaseConnection base = connection.unwrap(BaseConnection.class);
        return switch (base.getPreferQueryMode()) {
            case EXTENDED, EXTENDED_CACHE_EVERYTHING -> Optional.of(new Pipeline(base));
            case SIMPLE, EXTENDED_FOR_PREPARED -> Optional.empty();
        };
    }

    /** Whether the server has the statements that recur by now, so that their texts need not travel. */
    public boolean keeps() {
        return keeping == Keeping.YES;
    }

    /** Sends all messages and waits for the end of them; a transaction begins as with any other statement. */
    public Heard send(List<Message> messages) {
        Listener listener = new Listener();
        QueryExecutor executor = connection.getQueryExecutor();
        boolean flushes = executor.isFlushCacheOnDdl();
        try {
            // What is kept works on the ledger alone, which no script changes: their DDL is no reason to send it again.
            executor.setFlushCacheOnDdl(false);
            keep(messages);
            int begin = connection.getAutoCommit() ? QueryExecutor.QUERY_SUPPRESS_BEGIN : 0;
            Query query = query(messages);
            executor.execute(query, values(query, messages), listener, 0, 0, FLAGS | begin);
        } catch (SQLException failure) {
            if (DatabaseErrors.isForgotten(failure)) {
                kept.clear();
                keeping = Keeping.NEVER_AGAIN;
            }
            return new Heard(listener.answers, Optional.of(failure));
        } finally {
            executor.setFlushCacheOnDdl(flushes);
        }
        return new Heard(listener.answers, Optional.empty());
    }

    private void keep(List<Message> messages) throws SQLException {
        switch (keeping) {
            case NOT_YET -> keeping = Keeping.YES; // from the second time on: it takes a round trip
            case YES -> ask(messages);
            case NEVER_AGAIN -> {}
        }
    }

    /** Asks the server to keep what recurs. */
    private void ask(List<Message> messages) throws SQLException {
        Map<String, Message> fresh = new LinkedHashMap<>();
        messages.stream()
                .filter(message -> message.recurrence() == Recurrence.OFTEN && !kept.containsKey(message.sql()))
                .forEach(message -> fresh.putIfAbsent(message.sql(), message));
        if (!fresh.isEmpty()) {
            List<Message> all = List.copyOf(fresh.values());
            Query query = query(all);
            connection.getQueryExecutor().execute(query, values(query, all), new Listener(), 0, 0, DESCRIBE);
            Query[] parts = parts(query);
            for (int i = 0; i < parts.length; i++) {
                kept.put(all.get(i).sql(), parts[i]);
            }
        }
    }

    /** The driver hands out the very array that it sends from: what was sent before takes its place there again. */
    private Query query(List<Message> messages) {
        Query query = connection
                .getQueryExecutor()
                .wrap(messages.stream().map(Pipeline::statement).toList());
        Query[] parts = parts(query);
        for (int i = 0; parts.length > 1 && i < parts.length; i++) {
            parts[i] = kept.getOrDefault(messages.get(i).sql(), parts[i]);
        }
        return query;
    }

    private static Query[] parts(Query query) {
        Query[] parts = query.getSubqueries();
        return parts == null ? new Query[] {query} : parts;
    }

    /** The same, where nothing but success is expected. */
    public List<Answer> sendAll(List<Message> messages) throws SQLException {
        Heard heard = send(messages);
        if (heard.failure().isPresent()) {
            throw heard.failure().get();
        }
        return heard.answers();
    }

    private static NativeQuery statement(Message message) {
        int[] places = new int[message.values().size()];
        int from = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = message.sql().indexOf("$" + (i + 1), from);
            from = places[i];
        }
        return new NativeQuery(message.sql(), places, false, SqlCommand.BLANK);
    }

    private static ParameterList values(Query query, List<Message> messages) throws SQLException {
        ParameterList parameters = query.createParameterList();
        int index = 1;
        for (Message message : messages) {
            for (Optional<String> value : message.values()) {
                if (value.isPresent()) {
                    parameters.setStringParameter(index++, value.get(), UNTYPED);
                } else {
                    parameters.setNull(index++, UNTYPED);
                }
            }
        }
        return parameters;
    }

    /** Each message ends with a status, or with the error that ends all of them. */
    private static final class Listener extends ResultHandlerBase {

        private final List<Answer> answers = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private Optional<String> value = Optional.empty();

        @Override
        public void handleResultRows(
                Query fromQuery, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            if (!tuples.isEmpty() && tuples.getFirst().fieldCount() > 0) {
                value = Optional.ofNullable(tuples.getFirst().get(0))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            }
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            answers.add(new Answer(updateCount, value, notices));
            notices.clear();
            value = Optional.empty();
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            notices.add(String.valueOf(warning.getMessage()));
        }
    }
}
