package dev.switchback.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL programs to a folder that every user may enter. Those of version 15 are on the class path; the
 * build copies the archives of the others, which have the same name inside, to a folder.
 */
final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** Unpacks to {@code folder} and returns it; the folder then holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpack(Path folder, PostgresVersion version) {
        try (URLClassLoader loader = new URLClassLoader(archives(version), null);
                InputStream archive = loader.getResourceAsStream(ARCHIVE.substring(1))) {
            if (archive == null) {
                throw new IllegalStateException("no PostgreSQL programs for this platform in " + version.archive());
            }
            unpack(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive))), folder);
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static URL[] archives(PostgresVersion version) throws IOException {
        if (version == PostgresVersion.V15) {
            URL inside =
                    Objects.requireNonNull(PostgresBinaries.class.getResource(ARCHIVE), "no archive of version 15");
            return new URL[] {((JarURLConnection) inside.openConnection()).getJarFileURL()};
        }
        Path archive = copied(version);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("mvn process-test-resources copies " + archive + ", which is not there");
        }
        return new URL[] {archive.toUri().toURL()};
    }

    private static Path copied(PostgresVersion version) {
        return Path.of(System.getProperty("switchback.postgres", "target/postgres"), version.archive());
    }

    static boolean isHere(PostgresVersion version) {
        return version == PostgresVersion.V15 || Files.exists(copied(version));
    }

    private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("entry outside of the folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                unpackFile(tar, entry, target);
            }
        }
    }

    private static void unpackFile(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((entry.getMode() & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(target, permissions);
    }
}
