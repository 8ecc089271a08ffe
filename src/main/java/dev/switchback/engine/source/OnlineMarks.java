package dev.switchback.engine.source;

import dev.switchback.engine.migration.Program.OnlineOnly;
import dev.switchback.engine.source.PythonToken.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds in a revision what Alembic can only do while it is connected. Written to SQL, a query has no answer: what comes
 * after it would be wrong, or missing, without a word.
 */
final class OnlineMarks {

    private static final Map<String, String> CALLS = Map.of(
            "inspect", "inspect() looks at the database",
            "from_engine", "from_engine() looks at the database",
            "Session", "Session() works on a connection",
            "sessionmaker", "sessionmaker() works on a connection",
            "is_offline_mode", "is_offline_mode() asks whether there is a connection",
            "reflect", "reflect() looks at the database");

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "scalar", "the answer of a query is used",
            "scalars", "the answer of a query is used",
            "scalar_one", "the answer of a query is used",
            "scalar_one_or_none", "the answer of a query is used",
            "fetchone", "the answer of a query is used",
            "fetchall", "the answer of a query is used",
            "fetchmany", "the answer of a query is used",
            "mappings", "the answer of a query is used",
            "rowcount", "the number of changed rows is used",
            "autoload_with", "the structure of a table is read from the database");

    private final PythonFile file;

    OnlineMarks(PythonFile file) {
        this.file = file;
    }

    /** Why a function cannot be written as SQL; empty when nothing speaks against it. What both share counts for both. */
    Optional<OnlineOnly> of(String function) {
        String other = function.equals("upgrade") ? "downgrade" : "upgrade";
        List<PythonToken> code = file.without(other);
        return IntStream.range(0, code.size())
                .boxed()
                .flatMap(i -> mark(code, i).stream())
                .findFirst();
    }

    private static Optional<OnlineOnly> mark(List<PythonToken> code, int i) {
        PythonToken token = code.get(i);
        if (token.kind() != Kind.NAME || (i > 0 && code.get(i - 1).is("def"))) {
            return Optional.empty();
        }
        boolean called = i + 1 < code.size() && code.get(i + 1).is("(");
        boolean attribute = i > 0 && code.get(i - 1).is(".");
        boolean named = i + 1 < code.size() && code.get(i + 1).is("=");
        String name = token.text();
        if (called && name.equals("get_bind") && !asksForDialect(code, i)) {
            return found("get_bind() gives the connection", token);
        }
        if (called && CALLS.containsKey(name)) {
            return found(CALLS.get(name), token);
        }
        return ATTRIBUTES.containsKey(name) && (attribute || named)
                ? found(ATTRIBUTES.get(name), token)
                : Optional.empty();
    }

    /** {@code op.get_bind().dialect} is known without a connection. */
    private static boolean asksForDialect(List<PythonToken> code, int i) {
        return i + 4 < code.size()
                && code.get(i + 2).is(")")
                && code.get(i + 3).is(".")
                && code.get(i + 4).is("dialect");
    }

    private static Optional<OnlineOnly> found(String reason, PythonToken token) {
        return Optional.of(new OnlineOnly(reason, OptionalInt.of(token.line())));
    }
}
