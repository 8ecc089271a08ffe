package dev.switchback.peers;

import java.util.concurrent.atomic.AtomicInteger;

/** Reads what a PostgreSQL client sends, in pieces of any size, and counts the queries. */
final class ClientMessages {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final AtomicInteger queries;
    private boolean typed; // the first messages of a connection have no type
    private int headRead;
    private char type;
    private int length;
    private int code;
    private int bodyRead;

    ClientMessages(AtomicInteger queries) {
        this.queries = queries;
    }

    /** The next bytes. */
    void read(byte[] bytes, int count) {
        int at = 0;
        while (at < count) {
            if (headRead < headLength()) {
                head(bytes[at]);
                at++;
            } else {
                at += body(bytes, at, count);
            }
            if (headRead == headLength() && bodyRead == length - Integer.BYTES) {
                ends();
            }
        }
    }

    private int headLength() {
        return typed ? 1 + Integer.BYTES : Integer.BYTES;
    }

    private void head(byte next) {
        if (typed && headRead == 0) {
            type = (char) next;
        } else {
            length = (length << 8) | (next & 0xFF);
        }
        headRead++;
    }

    private int body(byte[] bytes, int at, int count) {
        int taken = Math.min(count - at, length - Integer.BYTES - bodyRead);
        for (int i = 0; i < taken && bodyRead + i < Integer.BYTES; i++) {
            code = (code << 8) | (bytes[at + i] & 0xFF);
        }
        bodyRead += taken;
        return taken;
    }

    private void ends() {
        if (typed && (type == 'Q' || type == 'E')) {
            queries.incrementAndGet();
        }
        boolean asksForEncryption = !typed && (code == SSL_REQUEST || code == GSS_REQUEST);
        typed = typed || !asksForEncryption;
        headRead = 0;
        length = 0;
        code = 0;
        bodyRead = 0;
    }
}
