package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.sql.SplitText.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads a file line by line and leaves the data of its COPY statements and long runs of INSERT statements on disk: only
 * their line ends come into the text.
 */
final class LargeFile {

    /** A longer stretch that never ends a COPY is not looked at again, so that odd files do not take for ever. */
    private static final int LONGEST_LOOK = 2_000_000;

    private static final int COPIES = 8;

    private final Path file;
    private final StringBuilder text = new StringBuilder();
    private final List<BulkData> bulk = new ArrayList<>();
    private final InsertRuns inserts;
    private final MessageDigest raw = Fingerprints.newDigest();
    private MessageDigest clean = raw;
    private MessageDigest ofData = Fingerprints.newDigest();
    private int line = 1;
    private int lookFrom;
    private boolean mayCopy;
    private boolean inData;
    private long dataFrom;
    private int dataLine;
    private OptionalInt placeholder = OptionalInt.empty();

    private LargeFile(Path file) {
        this.file = file;
        this.inserts = new InsertRuns(file, text);
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableFileException when it is no UTF-8 text
     */
    static FileContent.Text read(Path file) throws IOException {
        LargeFile reader = new LargeFile(file);
        try (ByteLines lines = ByteLines.open(file)) {
            while (lines.next()) {
                reader.take(lines);
            }
            reader.finish(lines.position());
        }
        reader.requireRoom();
        String cleanDigest = hex(reader.clean == reader.raw ? copy(reader.raw) : reader.clean);
        return new FileContent.Text(
                file,
                reader.text.toString(),
                hex(reader.raw),
                new FileContent.Bulk(reader.bulk, cleanDigest, reader.placeholder));
    }

    /** SQL is held several times on its way to the database; said here, it is not a crash there. */
    private void requireRoom() {
        boolean wide = text.chars().anyMatch(c -> c > 0xFF);
        long bytes = (wide ? 2L : 1L) * text.length();
        if (bytes > Runtime.getRuntime().maxMemory() / COPIES) {
            throw UnreadableFileException.at(
                    file,
                    1,
                    "%d MB of SQL need more memory than there is. Load data with COPY … FROM STDIN or with INSERT, which take none; "
                                    .formatted(bytes >> 20)
                            + "or set SWITCHBACK_JAVA_OPTIONS to -Xmx" + ((bytes * COPIES) >> 20) * 2 + "m");
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void take(ByteLines lines) throws IOException {
        raw(lines);
        if (inData && lines.isEndOfData()) {
            endData(lines.start());
            text.append("\\.\n");
            look(lines.position());
        } else if (inData) {
            data(lines);
        } else {
            sql(lines.text(file, line), lines.position());
        }
        line++;
    }

    /** Digests of bytes and of cleaned text are the same up to the first carriage return or mark. */
    private void raw(ByteLines lines) throws IOException {
        if (clean == raw && !lines.isClean()) {
            clean = copy(raw);
        }
        raw.update(lines.bytes(), 0, lines.length());
        if (clean != raw) {
            lines.addClean(clean);
        }
    }

    private static MessageDigest copy(MessageDigest digest) throws IOException {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException providerCannot) {
            throw new IOException("this Java cannot copy a digest", providerCannot);
        }
    }

    private void data(ByteLines lines) {
        lines.requireText(file, line);
        ofData.update(lines.bytes(), 0, lines.contentLength());
        if (placeholder.isEmpty() && lines.contains("${")) {
            placeholder = OptionalInt.of(line);
        }
        if (lines.hasNewLine()) {
            ofData.update((byte) '\n');
            text.append('\n');
        }
    }

    private void sql(String content, long behind) {
        switch (inserts.take(content, line, behind)) {
            case TEXT -> lookForData(content, behind);
            case DISK -> {
                lookFrom = text.length();
                mayCopy = false;
            }
        }
    }

    private void lookForData(String content, long behind) {
        String upper = content.toUpperCase(Locale.ROOT);
        mayCopy |= upper.contains("STDIN") || upper.contains("STDOUT");
        if (mayCopy && (content.indexOf(';') >= 0 || content.contains("\\g"))) {
            look(behind);
        }
    }

    /** Whether data follows here: the splitter knows. */
    private void look(long behind) {
        if (text.length() - lookFrom > LONGEST_LOOK) {
            return;
        }
        inData = false;
        switch (Include.ending(text.substring(lookFrom)).orElse(Ending.STATEMENT)) {
            case DATA -> {
                inserts.end();
                inData = true;
                dataFrom = behind;
                dataLine = line + 1;
                ofData = Fingerprints.newDigest();
            }
            case COMPLETE -> {
                lookFrom = text.length();
                mayCopy = false;
            }
            case STATEMENT -> {}
        }
    }

    private void endData(long position) {
        if (position > dataFrom) {
            bulk.add(new BulkData(BulkData.Kind.COPY, new Place(file, dataLine), dataFrom, position, hex(ofData)));
        }
    }

    private void finish(long position) {
        if (inData) {
            endData(position);
        }
        inserts.end();
        bulk.addAll(inserts.found());
    }
}
