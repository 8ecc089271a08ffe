package dev.switchback.engine.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads and saves source files for editing; a file that another program changed is never overwritten. */
public final class SourceStore {

    /** A file as it was read: its text with LF line ends, and the digest by which a change is noticed. */
    public record Opened(Path file, String text, String digest) {}

    /** What became of a save. */
    public sealed interface Saved {

        /** The file has the new text. */
        record Done(Opened now) implements Saved {}

        /** Another program changed the file; nothing was written. */
        record ChangedOnDisk(Opened theirs) implements Saved {}

        /** Another program removed the file; nothing was written. */
        record Gone(Path file) implements Saved {}
    }

    private SourceStore() {}

    public static Opened open(Path file) throws IOException {
        String text = Files.readString(file);
        return new Opened(file, SourceText.clean(text), Fingerprints.sha256(text));
    }

    /**
     * Saves atomically, with the line ends, byte order mark and permissions that the file has.
     *
     * @param expectedDigest of the content that the user started from
     */
    public static Saved save(Path file, String text, String expectedDigest) throws IOException {
        if (!Files.exists(file)) {
            return new Saved.Gone(file);
        }
        String present = Files.readString(file);
        if (!Fingerprints.sha256(present).equals(expectedDigest)) {
            return new Saved.ChangedOnDisk(open(file));
        }
        write(file, inTheStyleOf(present, text));
        return new Saved.Done(open(file));
    }

    private static String inTheStyleOf(String present, String text) {
        String mark = present.startsWith("\uFEFF") ? "\uFEFF" : "";
        return mark + (present.contains("\r\n") ? text.replace("\n", "\r\n") : text);
    }

    /**
     * Writes a new file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one already
     */
    static void create(Path file, String text) throws IOException {
        Files.createFile(file);
        try {
            write(file, text);
        } catch (IOException failure) {
            Files.delete(file);
            throw failure;
        }
    }

    /** Writes beside the target, forces it to disk, then puts it in place in one step. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for what is no text. */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.resolveSibling("");
        Path temporary = Files.createTempFile(folder, ".", ".saving");
        try {
            Files.write(temporary, content);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            copyPermissions(target, temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void copyPermissions(Path target, Path temporary) throws IOException {
        if (!Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.exists(target)
                ? Files.getPosixFilePermissions(target)
                : Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(temporary, permissions);
    }
}
