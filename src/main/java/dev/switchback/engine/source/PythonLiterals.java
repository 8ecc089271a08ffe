package dev.switchback.engine.source;

import dev.switchback.engine.source.PythonToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the right side of an assignment where it is made of strings, {@code None} and names known before. */
final class PythonLiterals {

    private final List<PythonToken> tokens;
    private final Map<String, PythonValue> known;
    private int at;

    private PythonLiterals(List<PythonToken> tokens, Map<String, PythonValue> known) {
        this.tokens = tokens;
        this.known = known;
    }

    /** @param tokens of the value, at least one */
    static PythonValue read(List<PythonToken> tokens, Map<String, PythonValue> known) {
        int line = tokens.getFirst().line();
        PythonLiterals reader = new PythonLiterals(tokens, known);
        Optional<PythonValue> value = reader.several(line);
        return value.filter(any -> reader.at == tokens.size())
                .orElseGet(() -> new PythonValue.Computed(source(tokens), line));
    }

    private static String source(List<PythonToken> tokens) {
        StringBuilder source = new StringBuilder();
        int last = tokens.getFirst().start();
        for (PythonToken token : tokens) {
            source.append(token.start() > last ? " " : "").append(token.text());
            last = token.end();
        }
        return source.toString();
    }

    /** One value, or several that commas make a tuple. */
    private Optional<PythonValue> several(int line) {
        Optional<PythonValue> first = one();
        if (first.isEmpty() || !sees(",")) {
            return first;
        }
        List<PythonValue> members = new ArrayList<>(List.of(first.get()));
        while (sees(",")) {
            at++;
            if (at == tokens.size() || sees(")") || sees("]") || sees("}")) {
                break;
            }
            Optional<PythonValue> next = one();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            members.add(next.get());
        }
        return texts(members, line);
    }

    private static Optional<PythonValue> texts(List<PythonValue> members, int line) {
        List<String> texts = new ArrayList<>();
        for (PythonValue member : members) {
            switch (member) {
                case PythonValue.Text text -> texts.add(text.text());
                case PythonValue.Texts nested -> {
                    return Optional.empty();
                }
                case PythonValue.Nothing nothing -> {
                    return Optional.empty();
                }
                case PythonValue.Computed computed -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new PythonValue.Texts(texts, line));
    }

    private boolean sees(String symbol) {
        return at < tokens.size() && tokens.get(at).is(symbol);
    }

    private Optional<PythonValue> one() {
        if (at == tokens.size()) {
            return Optional.empty();
        }
        PythonToken token = tokens.get(at);
        if (token.isString()) {
            return strings();
        }
        if (token.is("(")) {
            return bracketed(")");
        }
        if (token.is("[") || token.is("{")) {
            return bracketed(token.is("[") ? "]" : "}")
                    .flatMap(value -> value instanceof PythonValue.Text text
                            ? texts(List.of(text), token.line())
                            : Optional.of(value));
        }
        if (token.kind() == Kind.NAME) {
            at++;
            return token.is("None")
                    ? Optional.of(new PythonValue.Nothing(token.line()))
                    : Optional.ofNullable(known.get(token.text()));
        }
        return Optional.empty();
    }

    private Optional<PythonValue> bracketed(String close) {
        int line = tokens.get(at++).line();
        if (sees(close)) {
            at++;
            return Optional.of(new PythonValue.Texts(List.of(), line));
        }
        Optional<PythonValue> inside = several(line);
        if (inside.isEmpty() || !sees(close)) {
            return Optional.empty();
        }
        at++;
        return inside;
    }

    /** Strings that follow each other are one. */
    private Optional<PythonValue> strings() {
        int line = tokens.get(at).line();
        StringBuilder text = new StringBuilder();
        while (at < tokens.size() && tokens.get(at).isString()) {
            PythonToken token = tokens.get(at++);
            if (PythonLexer.isFormatted(token) && token.text().indexOf('{') >= 0) {
                return Optional.empty();
            }
            text.append(PythonLexer.valueOf(token));
        }
        return Optional.of(new PythonValue.Text(text.toString(), line));
    }
}
