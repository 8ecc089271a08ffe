package dev.switchback.peers;

import dev.switchback.support.PostgresServer;
import dev.switchback.support.PostgresVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares Switchback with other programs for the same work and writes the page of benchmarks; the quick form, {@code
 * -Dbench.quick=true}, writes to the build's folder instead.
 */
public final class PeerBenchmark {

    private PeerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Workloads.Form form = Boolean.getBoolean("bench.quick") ? Workloads.Form.QUICK : Workloads.Form.FULL;
        Path temporary = Files.createTempDirectory("switchback-bench-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(temporary)));
        PostgresServer server = PostgresServer.start(PostgresVersion.V15, PostgresServer.Purpose.MEASURING);
        boolean whole = form == Workloads.Form.FULL
                && System.getProperty("bench.only", "").isEmpty();
        Path page = Path.of(whole ? "src/docs/benchmarks.md" : "target/benchmarks.md");
        measure(form, temporary, server, page);
        System.out.println(Files.readString(page));
        System.exit(0);
    }

    /** The page is written anew after each workload, so that a run that is broken off leaves what it has. */
    private static void measure(Workloads.Form form, Path temporary, PostgresServer server, Path page)
            throws IOException, InterruptedException {
        String version = versions(server.database("postgres").query("SHOW server_version"));
        Course course = new Course(temporary, new BenchDatabases(server, temporary));
        List<Result> results = new ArrayList<>();
        List<Double> loads = new ArrayList<>();
        Pattern wanted = Pattern.compile(System.getProperty("bench.only", ""));
        List<Workload> workloads = new Workloads(form)
                .all().stream()
                        .filter(workload -> wanted.matcher(workload.title()).find())
                        .toList();
        for (Workload workload : workloads) {
            Result result = course.run(workload);
            results.add(result);
            loads.add(Machine.load());
            System.err.printf("%-60s load %.1f ", workload.title(), Machine.load());
            for (Contender contender : workload.inOrder()) {
                result.median(contender)
                        .ifPresent(seconds -> System.err.printf(" %s %.2f s", contender.title(), seconds));
            }
            System.err.println();
            Files.writeString(page, new BenchmarkPage(form, Machine.here(), version, results, loads).text());
        }
    }

    private static String versions(String server) {
        return "PostgreSQL %s, JDBC driver %s, H2 %s, Flyway %s, Liquibase %s"
                .formatted(
                        server,
                        jar("postgresql"),
                        jar("h2"),
                        jar("flyway-core"),
                        jar("liquibase-core"));
    }

    /** From the name of a jar on the class path. */
    private static String jar(String artifact) {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-([0-9.]+)\\.jar");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> name.matcher(String.valueOf(Path.of(entry).getFileName())))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("?");
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException leftForTheSystem) {
            return;
        }
    }
}
