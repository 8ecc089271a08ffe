package dev.switchback.engine.sql;

import dev.switchback.support.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real psql of this machine, before a server of its own whose log says what arrives. */
final class Psql {

    private static final String SHARED = "shared";

    private final String program;
    private final PostgresServer server;
    private final Path folder;
    private int number;

    /** @param program the path of psql */
    Psql(String program, Path folder) throws IOException {
        this.program = program;
        this.folder = folder;
        this.server = PostgresServer.start();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        server.database("postgres")
                .execute(
                        "ALTER SYSTEM SET log_line_prefix = '" + PsqlLog.PREFIX + "'",
                        "SELECT pg_reload_conf()",
                        "CREATE DATABASE " + SHARED);
    }

    /** Runs a script in a database of its own, errors or not, and returns what the server got. */
    List<PsqlLog.Sent> run(String script) {
        long logged = server.logged();
        String name = "run" + number++;
        server.database("postgres").execute("CREATE DATABASE " + name);
        run(name, name, script);
        return PsqlLog.of(server.logBehind(logged), name);
    }

    /** Runs scripts one after the other in the same database. */
    List<List<PsqlLog.Sent>> runAll(List<String> scripts) {
        long logged = server.logged();
        int first = number;
        for (String script : scripts) {
            run("run" + number++, SHARED, script);
        }
        String log = server.logBehind(logged);
        List<List<PsqlLog.Sent>> sent = new ArrayList<>();
        for (int i = first; i < number; i++) {
            sent.add(PsqlLog.of(log, "run" + i));
        }
        return sent;
    }

    private void run(String name, String database, String script) {
        try {
            Path file = Files.writeString(folder.resolve("script.sql"), script);
            List<String> command = new ArrayList<>(PostgresServer.asAnotherUser());
            command.addAll(List.of(program, "-X", "-q", "-h", "127.0.0.1", "-p", "" + server.port()));
            command.addAll(List.of("-U", PostgresServer.USER, "-d", database, "-f", file.toString()));
            ProcessBuilder psql = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
            psql.environment()
                    .putAll(Map.of(
                            "PGPASSWORD", PostgresServer.PASSWORD, "PGAPPNAME", name, "PGCLIENTENCODING", "UTF8"));
            Process process = psql.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("psql did not end: " + script);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
