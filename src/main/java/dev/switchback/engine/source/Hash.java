package dev.switchback.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A SHA-256 digest of a text that arrives in pieces, some of them from disk. */
final class Hash {

    private static final int BUFFER = 1 << 16;
    private static final int PIECE = 1 << 20;

    private final MessageDigest digest = Fingerprints.newDigest();

    Hash add(String text) {
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            digest.update(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
            from = to;
        }
        return this;
    }

    Hash add(Opening opening) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = opening.open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Opens what is read. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /** Hexadecimal, lower case. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
