package dev.switchback.engine.migration;

/**
 * SHA-256 digests of one migration, hexadecimal, lower case. They tell a change of formatting from a change of
 * meaning.
 *
 * @param algorithm how the token digests are made; digests of different algorithms are never compared
 * @param raw over the bytes on disk
 * @param lines over the content with LF line ends and no byte order mark; shown as "checksum"
 * @param upTokens over the tokens of the up script and checks, and the header values that matter to a run
 * @param downTokens over the tokens of the down script
 */
public record Digests(String algorithm, String raw, String lines, String upTokens, String downTokens) {

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
        if (!upTokens.equals(now.upTokens)) {
            return Change.REAL;
        }
        return downTokens.equals(now.downTokens) ? Change.COSMETIC : Change.DOWN_ONLY;
    }
}
