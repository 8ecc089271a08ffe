package dev.switchback.engine.sql;

import dev.switchback.support.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real psql of this machine, before a server of its own whose log says what arrives. */
final class Psql {

    private final String program;
    private final PostgresServer server;
    private final Path folder;
    private int number;

    /** @param program the path of psql */
    Psql(String program, Path folder) {
        this.program = program;
        this.folder = folder;
        this.server = PostgresServer.start();
        server.database("postgres")
                .execute("ALTER SYSTEM SET log_line_prefix = '" + PsqlLog.PREFIX + "'", "SELECT pg_reload_conf()");
    }

    /** Runs a script in a database of its own, errors or not, and returns what the server got. */
    List<PsqlLog.Sent> run(String script) {
        String name = "run" + number++;
        server.database("postgres").execute("CREATE DATABASE " + name);
        int logged = server.log().length();
        try {
            Path file = Files.writeString(folder.resolve(name + ".sql"), script);
            ProcessBuilder psql = new ProcessBuilder(
                            program,
                            "-X",
                            "-q",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            "" + server.port(),
                            "-U",
                            PostgresServer.USER,
                            "-d",
                            name,
                            "-f",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".out").toFile());
            psql.environment()
                    .putAll(Map.of(
                            "PGPASSWORD", PostgresServer.PASSWORD, "PGAPPNAME", name, "PGCLIENTENCODING", "UTF8"));
            Process process = psql.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("psql did not end: " + file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return PsqlLog.of(server.log().substring(logged), name);
    }
}
