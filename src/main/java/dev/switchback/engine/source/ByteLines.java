package dev.switchback.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/** The lines of a file as bytes, one at a time, with their places. */
final class ByteLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private byte[] line = new byte[1024];
    private int length;
    private long start;

    private ByteLines(InputStream in) {
        this.in = in;
    }

    static ByteLines open(Path file) throws IOException {
        return new ByteLines(Files.newInputStream(file));
    }

    /** Goes on to the next line; false behind the last. */
    boolean next() throws IOException {
        start += length;
        length = 0;
        while (at < limit || fill()) {
            int end = at;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            boolean whole = end < limit;
            add(whole ? end + 1 : end);
            if (whole) {
                return true;
            }
        }
        return length > 0;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private void add(int end) {
        int count = end - at;
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
        }
        System.arraycopy(buffer, at, line, length, count);
        length += count;
        at = end;
    }

    /** The line with its line end, and whatever lies behind {@link #length}. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The byte of the file at which the line begins. */
    long start() {
        return start;
    }

    /** The byte behind the line. */
    long position() {
        return start + length;
    }

    boolean hasNewLine() {
        return length > 0 && line[length - 1] == '\n';
    }

    /** Without the line end. */
    int contentLength() {
        int content = hasNewLine() ? length - 1 : length;
        return hasNewLine() && content > 0 && line[content - 1] == '\r' ? content - 1 : content;
    }

    /** A backslash and a full stop, alone. */
    boolean isEndOfData() {
        return contentLength() == 2 && line[0] == '\\' && line[1] == '.';
    }

    /** Whether the line is the same with LF and without a byte order mark. */
    boolean isClean() {
        return mark() == 0 && (contentLength() == length || contentLength() == length - 1);
    }

    void addClean(MessageDigest digest) {
        digest.update(line, mark(), contentLength() - mark());
        if (hasNewLine()) {
            digest.update((byte) '\n');
        }
    }

    private int mark() {
        boolean marked =
                start == 0 && length > 2 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    boolean contains(String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + wanted.length <= length; i++) {
            if (line[i] == wanted[0] && Arrays.equals(line, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The line as text with LF.
     *
     * @throws UnreadableFileException when it is no UTF-8 text
     */
    String text(Path file, int number) {
        requireText(file, number);
        String content = new String(line, mark(), contentLength() - mark(), StandardCharsets.UTF_8);
        return hasNewLine() ? content + "\n" : content;
    }

    /** @throws UnreadableFileException when the line is no UTF-8 text */
    void requireText(Path file, int number) {
        for (int i = 0; i < length; i++) {
            if (line[i] <= 0) {
                requireUtf8(file, number);
                return;
            }
        }
    }

    private void requireUtf8(Path file, int number) {
        for (int i = 0; i < length; i++) {
            if (line[i] == 0) {
                throw TextFiles.binary(file, number);
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
        } catch (CharacterCodingException wrong) {
            throw TextFiles.notUtf8(file, number, line[Math.min(bytes.position(), length - 1)]);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
