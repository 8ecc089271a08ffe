package dev.switchback.engine.tool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as tools compare them: numbers divided by dots or underscores, without regard to leading and trailing zeros. */
record ToolVersion(List<BigInteger> parts) implements Comparable<ToolVersion> {

    private static final Pattern FLYWAY = Pattern.compile("(?i)[VU]?(\\d+(?:[._]\\d+)*)(?:__.*)?");
    private static final Pattern LEADING = Pattern.compile("(\\d+).*");

    /** Of a name such as {@code V1_2__add_orders}, or of a version alone; empty where it has none. */
    static Optional<ToolVersion> flyway(String name) {
        Matcher matcher = FLYWAY.matcher(name);
        return matcher.matches() ? Optional.of(parse(matcher.group(1))) : leading(name);
    }

    /** The number with which a name begins. */
    static Optional<ToolVersion> leading(String name) {
        Matcher matcher = LEADING.matcher(name);
        return matcher.matches() ? Optional.of(parse(matcher.group(1))) : Optional.empty();
    }

    private static ToolVersion parse(String text) {
        List<BigInteger> parts = new ArrayList<>(
                Arrays.stream(text.split("[._]")).map(BigInteger::new).toList());
        while (parts.size() > 1 && parts.getLast().signum() == 0) {
            parts.removeLast();
        }
        return new ToolVersion(List.copyOf(parts));
    }

    @Override
    public int compareTo(ToolVersion other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public String toString() {
        return String.join(".", parts.stream().map(BigInteger::toString).toList());
    }
}
