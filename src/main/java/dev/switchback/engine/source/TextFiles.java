package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files strictly: UTF-8, with or without byte order mark, any line ends; everything else is said. */
final class TextFiles {

    private static final char REPLACEMENT = '\uFFFD';

    private TextFiles() {}

    static FileContent read(Path file) {
        try {
            if (Files.size(file) > Script.LONGEST_KEPT && Files.isRegularFile(file)) {
                return large(file);
            }
            return decode(file, Files.readAllBytes(file));
        } catch (IOException failure) {
            return unreadable(file, whyNot(file, failure), 1);
        }
    }

    private static FileContent large(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (isUtf16(in.readNBytes(2))) {
                return utf16(file);
            }
        }
        try {
            return LargeFile.read(file);
        } catch (UnreadableFileException error) {
            return unreadable(error);
        } catch (OutOfMemoryError tooLarge) {
            // what was read is free again here; data of a COPY would not have been kept
            return unreadable(
                    file, "the SQL of the file does not fit into memory. Load such data with COPY … FROM STDIN", 1);
        }
    }

    private static FileContent decode(Path file, byte[] bytes) {
        if (isUtf16(bytes)) {
            return utf16(file);
        }
        int zero = indexOfZero(bytes);
        if (zero >= 0) {
            return unreadable(binary(file, lineOf(bytes, zero)));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            int wrong = firstWrongByte(bytes);
            if (wrong < bytes.length) {
                return unreadable(notUtf8(file, lineOf(bytes, wrong), bytes[wrong]));
            }
        }
        String raw = Fingerprints.sha256(bytes);
        String clean = SourceText.clean(text);
        return clean.length() == text.length()
                ? new FileContent.Text(file, clean, raw, FileContent.Bulk.none(raw))
                : new FileContent.Text(file, clean, raw);
    }

    private static boolean isUtf16(byte[] bytes) {
        return startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
    }

    private static FileContent utf16(Path file) {
        return unreadable(file, "the file is UTF-16. Save it as UTF-8", 1);
    }

    static UnreadableFileException binary(Path file, int line) {
        return UnreadableFileException.at(
                file,
                line,
                "this is a binary file: it has a zero byte on line " + line
                        + ". Move it out of the folder, or save it as UTF-8 text");
    }

    static UnreadableFileException notUtf8(Path file, int line, byte wrong) {
        String message = "line %d is not UTF-8: byte 0x%02X. The file was probably saved as Latin-1 or Windows-1252; "
                + "save it as UTF-8";
        return UnreadableFileException.at(file, line, message.formatted(line, wrong));
    }

    private static FileContent unreadable(UnreadableFileException error) {
        Finding finding = error.finding();
        return unreadable(error.file(), finding.message(), finding.line().orElse(1));
    }

    private static FileContent unreadable(Path file, String message, int line) {
        return new FileContent.Unreadable(file, message, line);
    }

    private static String whyNot(Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            return "this is a folder, although its name ends like a script. Rename it";
        }
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            return "this is a link to a file that does not exist. Restore the file, or remove the link";
        }
        if (failure instanceof AccessDeniedException || !Files.isReadable(file)) {
            return "there is no permission to read the file. Give your user read access to it";
        }
        return "the file cannot be read: " + failure.getMessage() + ". Try again when that is mended";
    }

    private static int firstWrongByte(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.decode(in, CharBuffer.allocate(bytes.length), true);
        return in.position();
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
