package dev.switchback.engine.migration;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * SHA-256 digests of one migration, hexadecimal, lower case. They tell a change of formatting from a change of
 * meaning. Those over tokens are made when they are asked for: nobody does as long as the lines are the same.
 */
public final class Digests {

    private final String algorithm;
    private final String raw;
    private final String lines;
    private final Tokens upTokens;
    private final Tokens downTokens;

    /**
     * Digests that are known.
     *
     * @param algorithm how the token digests are made; digests of different algorithms are never compared
     * @param raw over the bytes on disk
     * @param lines over the content with LF line ends and no byte order mark; shown as "checksum"
     * @param upTokens over the tokens of the up script and checks, and the header values that matter to a run
     * @param downTokens over the tokens of the down script
     */
    public Digests(String algorithm, String raw, String lines, String upTokens, String downTokens) {
        this(algorithm, raw, lines, () -> upTokens, () -> downTokens);
    }

    /** The same with token digests that are still to be made. */
    public Digests(String algorithm, String raw, String lines, Supplier<String> upTokens, Supplier<String> downTokens) {
        this.algorithm = algorithm;
        this.raw = raw;
        this.lines = lines;
        this.upTokens = new Tokens(upTokens);
        this.downTokens = new Tokens(downTokens);
    }

    /** What became of a file since it was recorded. */
    public enum Change {
        NONE,
        /** Only white space, line ends or comments. */
        COSMETIC,
        /** Only the down script means something else now. */
        DOWN_ONLY,
        /** The up script, a check or a header value means something else now. */
        REAL
    }

    /** Compares these digests, of the recorded migration, with those of the file now. */
    public Change changeTo(Digests now) {
        if (lines.equals(now.lines)) {
            return Change.NONE;
        }
        if (!algorithm.equals(now.algorithm)) {
            return Change.REAL;
        }
        if (!upTokens().equals(now.upTokens())) {
            return Change.REAL;
        }
        return downTokens().equals(now.downTokens()) ? Change.COSMETIC : Change.DOWN_ONLY;
    }

    public String algorithm() {
        return algorithm;
    }

    public String raw() {
        return raw;
    }

    public String lines() {
        return lines;
    }

    public String upTokens() {
        return upTokens.digest();
    }

    public String downTokens() {
        return downTokens.digest();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digests that
                && algorithm.equals(that.algorithm)
                && raw.equals(that.raw)
                && lines.equals(that.lines)
                && upTokens().equals(that.upTokens())
                && downTokens().equals(that.downTokens());
    }

    @Override
    public int hashCode() {
        return Objects.hash(algorithm, raw, lines);
    }

    @Override
    public String toString() {
        return "Digests[" + algorithm + ", " + lines + "]";
    }

    /** Made once; two threads that ask at the same time may each make it, and get the same. */
    private static final class Tokens {

        private final Supplier<String> making;
        private volatile String made = "";

        Tokens(Supplier<String> making) {
            this.making = making;
        }

        String digest() {
            String digest = made;
            if (digest.isEmpty()) {
                digest = making.get();
                made = digest;
            }
            return digest;
        }
    }
}
