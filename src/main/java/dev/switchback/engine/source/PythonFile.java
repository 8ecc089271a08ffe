package dev.switchback.engine.source;

import dev.switchback.engine.source.PythonToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Python file says at its top level, read without running it.
 *
 * @param docstring the text that it begins with
 * @param values what is assigned to names
 * @param functions by name; of several of one name the last, which is the one that Python calls
 * @param code all tokens but comments
 */
record PythonFile(
        Optional<String> docstring,
        Map<String, PythonValue> values,
        Map<String, Function> functions,
        List<PythonToken> code) {

    /**
     * A function.
     *
     * @param body its tokens behind the colon
     */
    record Function(String name, int line, List<PythonToken> body) {

        /** Whether it does nothing: a docstring, {@code pass} and {@code ...} at most. */
        boolean isEmpty() {
            return body.stream().allMatch(token -> switch (token.kind()) {
                case NEWLINE, INDENT, DEDENT, STRING -> true;
                case NAME -> token.is("pass") || token.is("return") || token.is("None");
                case SYMBOL -> token.is(".");
                case NUMBER, OPEN_STRING, COMMENT -> false;
            });
        }
    }

    PythonFile {
        values = Map.copyOf(values);
        functions = Map.copyOf(functions);
        code = List.copyOf(code);
    }

    static PythonFile read(String text) {
        List<PythonToken> code = PythonLexer.tokens(text).stream()
                .filter(token -> token.kind() != Kind.COMMENT)
                .toList();
        return new Reading(code).run();
    }

    Optional<PythonValue> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Function> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** All tokens but those of the body of one function; all when there is no such function. */
    List<PythonToken> without(String function) {
        List<PythonToken> body = function(function).map(Function::body).orElse(List.of());
        if (body.isEmpty()) {
            return code;
        }
        int from = body.getFirst().start();
        int to = body.getLast().end();
        return code.stream()
                .filter(token -> token.start() < from || token.start() > to || isBehind(token, body))
                .toList();
    }

    /** Tokens of no width, such as the end of indentation, stand where the next line begins. */
    @SuppressWarnings("ReferenceEquality") // several that end at one place are equal, and only some belong to the body
    private static boolean isBehind(PythonToken token, List<PythonToken> body) {
        return token.start() == body.getLast().end() && body.stream().noneMatch(own -> own == token);
    }

    /** The line of a string that nobody closed. */
    Optional<Integer> openString() {
        return code.stream()
                .filter(token -> token.kind() == Kind.OPEN_STRING)
                .map(PythonToken::line)
                .findFirst();
    }

    /** One reading, logical line by logical line. */
    private static final class Reading {

        private final List<PythonToken> code;
        private final Map<String, PythonValue> values = new HashMap<>();
        private final Map<String, Function> functions = new HashMap<>();
        private Optional<String> docstring = Optional.empty();
        private int at;

        Reading(List<PythonToken> code) {
            this.code = code;
        }

        PythonFile run() {
            if (!code.isEmpty() && code.getFirst().isString()) {
                docstring = Optional.of(PythonLexer.valueOf(code.getFirst()));
            }
            while (at < code.size()) {
                List<PythonToken> line = logicalLine();
                List<PythonToken> block = block();
                if (!line.isEmpty()) {
                    take(line, block);
                }
            }
            return new PythonFile(docstring, values, functions, code);
        }

        private List<PythonToken> logicalLine() {
            int start = at;
            while (at < code.size()
                    && code.get(at).kind() != Kind.NEWLINE
                    && !code.get(at).is(";")) {
                at++;
            }
            List<PythonToken> line = code.subList(start, at);
            at++;
            return line;
        }

        /** The indented lines behind a logical line. */
        private List<PythonToken> block() {
            int start = Math.min(at, code.size());
            int depth = 0;
            while (at < code.size()) {
                Kind kind = code.get(at).kind();
                depth += kind == Kind.INDENT ? 1 : kind == Kind.DEDENT ? -1 : 0;
                if (depth == 0 && kind != Kind.DEDENT) {
                    break;
                }
                at++;
            }
            return code.subList(start, Math.max(start, Math.min(at, code.size())));
        }

        private void take(List<PythonToken> line, List<PythonToken> block) {
            PythonToken first = line.getFirst();
            if (first.is("def") && line.size() > 1) {
                List<PythonToken> body = new ArrayList<>(behindColon(line));
                body.addAll(block);
                functions.put(line.get(1).text(), new Function(line.get(1).text(), first.line(), body));
            } else if (first.kind() == Kind.NAME && line.size() > 2) {
                assignment(first.text(), line);
            }
        }

        /** Of {@code def f(a: int) -> None: pass}, what stands behind the last colon outside of brackets. */
        private static List<PythonToken> behindColon(List<PythonToken> line) {
            int depth = 0;
            for (int i = 0; i < line.size(); i++) {
                depth += isOneOf(line.get(i), "(", "[", "{") ? 1 : isOneOf(line.get(i), ")", "]", "}") ? -1 : 0;
                if (depth == 0 && line.get(i).is(":")) {
                    return line.subList(i + 1, line.size());
                }
            }
            return List.of();
        }

        private static boolean isOneOf(PythonToken token, String... symbols) {
            for (String symbol : symbols) {
                if (token.is(symbol)) {
                    return true;
                }
            }
            return false;
        }

        /** {@code name = value} and {@code name: annotation = value}. */
        private void assignment(String name, List<PythonToken> line) {
            int equals = line.get(1).is("=") ? 1 : line.get(1).is(":") ? equalsBehindAnnotation(line) : -1;
            if (equals > 0 && equals + 1 < line.size() && !line.get(equals + 1).is("=")) {
                values.put(name, PythonLiterals.read(line.subList(equals + 1, line.size()), values));
            }
        }

        private static int equalsBehindAnnotation(List<PythonToken> line) {
            int depth = 0;
            for (int i = 2; i < line.size(); i++) {
                depth += isOneOf(line.get(i), "(", "[", "{") ? 1 : isOneOf(line.get(i), ")", "]", "}") ? -1 : 0;
                if (depth == 0 && line.get(i).is("=")) {
                    return i;
                }
            }
            return -1;
        }
    }
}
