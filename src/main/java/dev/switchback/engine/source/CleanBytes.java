package dev.switchback.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The bytes of a stretch of a file with LF line ends, read as they are asked for; without a byte order mark at the file's beginning. */
final class CleanBytes extends InputStream {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int END = -1;

    private final PushbackInputStream in;
    private long left;

    private CleanBytes(InputStream in, long length) {
        this.in = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
        this.left = length;
    }

    /** A whole file. */
    static InputStream of(Path file) throws IOException {
        return of(file, 0, Long.MAX_VALUE);
    }

    /** @param to the byte at which the stretch ends, exclusive */
    static InputStream of(Path file, long from, long to) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(from);
        CleanBytes clean = new CleanBytes(in, to - from);
        if (from == 0) {
            clean.skipMark();
        }
        return clean;
    }

    private void skipMark() throws IOException {
        byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
            in.unread(first);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = left <= 0 ? END : in.read(buffer, offset, (int) Math.min(length, left));
        if (read <= 0) {
            return read;
        }
        left -= read;
        int last = offset + read - 1;
        if (buffer[last] == '\r' && left > 0) {
            newLineBehind(buffer, last);
        }
        return withoutReturns(buffer, offset, read);
    }

    /** Makes one LF out of a line end that lies across two reads. */
    private void newLineBehind(byte[] buffer, int last) throws IOException {
        int next = in.read();
        if (next == '\n') {
            buffer[last] = '\n';
            left--;
        } else if (next != END) {
            in.unread(next);
        }
    }

    private static int withoutReturns(byte[] buffer, int offset, int count) {
        int to = offset;
        for (int from = offset; from < offset + count; from++) {
            boolean dropped = buffer[from] == '\r' && from + 1 < offset + count && buffer[from + 1] == '\n';
            if (!dropped) {
                buffer[to++] = buffer[from];
            }
        }
        return to - offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
