package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Streams data that was left on disk, and fails at its end when it is not what was read before. */
public final class BulkReader extends FilterInputStream {

    private final BulkData data;
    private final DigestInputStream digest;
    private boolean ended;

    private BulkReader(BulkData data, DigestInputStream digest) {
        super(digest);
        this.data = data;
        this.digest = digest;
    }

    /** The data with LF line ends. */
    public static InputStream open(BulkData data) throws IOException {
        InputStream bytes = CleanBytes.of(data.start().file(), data.from(), data.to());
        return new BulkReader(data, new DigestInputStream(bytes, Fingerprints.newDigest()));
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return checked(super.read(buffer, offset, length));
    }

    private int checked(int read) throws IOException {
        if (read < 0 && !ended) {
            ended = true;
            String found = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!found.equals(data.digest())) {
                throw new IOException(data.start().file().getFileName() + " changed while it was running. Plan again");
            }
        }
        return read;
    }
}
