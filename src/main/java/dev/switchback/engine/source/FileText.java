package dev.switchback.engine.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a file as Switchback works with it.
 *
 * @param text with LF line ends and without byte order mark
 * @param raw the bytes on disk
 */
record FileText(Path file, String text, byte[] raw) {

    /** A file whose bytes are no text that we can read. */
    static final class NotText extends Exception {

        private static final long serialVersionUID = 1L;
        private final int line;

        NotText(String message, int line) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static FileText read(Path file) throws NotText {
        byte[] raw = bytes(file);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == 0) {
                throw new NotText("this is a binary file, not SQL text", lineOf(raw, i));
            }
        }
        return new FileText(file, SourceText.clean(decode(raw)), raw);
    }

    private static byte[] bytes(Path file) throws NotText {
        try {
            if (!Files.isReadable(file)) {
                throw new NotText("no permission to read this file, or it is a link to nothing", 1);
            }
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new NotText("cannot be read: " + failure.getMessage(), 1);
        }
    }

    private static String decode(byte[] raw) throws NotText {
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            int line = lineOf(raw, bytes.position());
            throw new NotText("is not UTF-8 (perhaps Latin-1): save it as UTF-8", line);
        }
    }

    private static int lineOf(byte[] raw, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (raw[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
