package dev.switchback.engine.tool;

import dev.switchback.engine.migration.Migration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** The checksums of files as other tools compute them. */
final class ToolChecksum {

    private ToolChecksum() {}

    /** Of a migration's main file; empty where the tool keeps none, or none that can be told from the file. */
    static Optional<String> of(Tool tool, Migration migration) {
        return switch (tool) {
            case FLYWAY -> Optional.of(String.valueOf(flyway(migration)));
            case SQITCH -> Optional.of(sha1(migration.source().path()));
            case SQL_RUNNER -> Optional.of(migration.checksum());
            case ALEMBIC, GOLANG_MIGRATE, SUPABASE, GOOSE, DBMATE, RAILS, LIQUIBASE, DIESEL, PYTHON_RUNNER ->
                Optional.empty();
        };
    }

    /**
     * Flyway's: the CRC32 of all lines without their ends, as a signed number. A repeatable script counts with its
     * placeholders replaced, a versioned one as it is on disk.
     */
    static int flyway(Migration migration) {
        try (BufferedReader lines = new BufferedReader(
                migration.scripts().up().bulk().isEmpty()
                        ? new StringReader(flywayText(migration))
                        : Files.newBufferedReader(migration.source().path()))) {
            CRC32 crc = new CRC32();
            String line = lines.readLine();
            while (line != null) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
                line = lines.readLine();
            }
            return (int) crc.getValue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String flywayText(Migration migration) {
        return migration.isRepeatable()
                ? migration.scripts().up().text()
                : migration.source().text();
    }

    private static String sha1(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
