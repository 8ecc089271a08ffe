package dev.switchback.engine.database;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the time zone out of the message with which a session begins. The driver puts in the one of this program, and
 * what a client asks for at the beginning wins over {@code ALTER ROLE … SET timezone} and the server's file, and is what
 * RESET goes back to; only by not asking does a session get what psql would get.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">StartupMessage</a>
 */
final class StartupStream extends FilterOutputStream {

    private static final String LEFT_OUT = "TimeZone";
    /** In front of the names and values: the length of all, and the protocol's version. */
    private static final int HEAD = 8;

    private static final int MAJOR_VERSION = 3;
    /** Where a version would be in the questions whether the server encrypts: what the session begins with follows. */
    private static final int QUESTION = 1234;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean begun;

    StartupStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        // the length of a startup message begins with a zero, an encrypted record does not
        begun |= held.size() == 0 && length > 0 && bytes[offset] != 0;
        if (begun) {
            out.write(bytes, offset, length);
        } else {
            held.write(bytes, offset, length);
        }
    }

    /** The driver flushes behind each message of the beginning, which waits for an answer. */
    @Override
    public void flush() throws IOException {
        if (!begun && held.size() > 0) {
            byte[] message = held.toByteArray();
            held.reset();
            int version = message.length < HEAD ? 0 : ByteBuffer.wrap(message).getShort(4);
            begun = version != QUESTION;
            out.write(version == MAJOR_VERSION ? withoutZone(message) : message);
        }
        out.flush();
    }

    private static byte[] withoutZone(byte[] message) {
        ByteBuffer kept = ByteBuffer.allocate(message.length);
        kept.put(message, 0, HEAD);
        int at = HEAD;
        while (at < message.length && message[at] != 0) {
            int value = behindZero(message, at);
            int next = behindZero(message, value);
            String name = new String(message, at, value - 1 - at, StandardCharsets.UTF_8);
            if (!name.equals(LEFT_OUT)) {
                kept.put(message, at, next - at);
            }
            at = next;
        }
        kept.put(message, at, message.length - at);
        kept.putInt(0, kept.position());
        return Arrays.copyOf(kept.array(), kept.position());
    }

    private static int behindZero(byte[] message, int start) {
        int at = start;
        while (message[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
