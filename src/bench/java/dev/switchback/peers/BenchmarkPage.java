package dev.switchback.peers;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what was measured as Markdown. */
record BenchmarkPage(Workloads.Form form, Machine machine, String versions, List<Result> results, List<Double> loads) {

    String text() {
        return """
                # Benchmarks

                Written by `PeerBenchmark` in its %s form; [CONTRIBUTING.md](../../CONTRIBUTING.md) says how to run it. Each figure is the median
                of whole processes, from start to exit, that ran in turn in one run on one machine; in brackets the ratio to the floor.
                Times depend on the machine and on what else it does: read the ratios.

                | | |
                | --- | --- |
                | machine | %s, %d cores, %d GiB |
                | system | %s |
                | Java | %s, for every contender with `-XX:+UseSerialGC -XX:TieredStopAtLevel=1` |
                | versions | %s |
                | load | %s programs wanted a processor while it ran; the benchmark itself is one or two of them |

                - **floor**: a JDBC loop that sends each migration and its history row as one message and checks nothing.
                - **Switchback**: the packaged program, `bin/switchback`; its Java API in a small program of its own.
                - **Flyway, Liquibase**: their Java APIs with their defaults, called by small programs; without their command lines.
                - **psql**: one process, each file between `BEGIN` and `COMMIT` with a history row.

                A project is one file for each migration, in each contender's own format: create a table, alter it, index it, fill it,
                make a view of it, two or three statements on average. Each migration has a transaction of its own. The server runs with
                PostgreSQL's own settings; H2 with `WRITE_DELAY=0`, so that both wait for the disk at
                every commit; Switchback has PostgreSQL wait once for the migrations that it sends together.

                ## Budgets

                | | budget | measured | |
                | --- | --- | --- | --- |
                %s

                ## Times

                %s

                ## Round trips

                How often a program waited for an answer, all its connections and connecting included, behind a proxy that
                adds a millisecond each way. Per migration: what one more costs, from %d to %d of them.

                %s
                """.formatted(
                        form.name().toLowerCase(Locale.ROOT),
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.java(),
                        versions,
                        load(),
                        budgets(),
                        times(),
                        Workloads.FEW,
                        Workloads.MORE,
                        roundTrips());
    }

    private String load() {
        DoubleSummaryStatistics all =
                loads.stream().mapToDouble(each -> each).summaryStatistics();
        return String.format(Locale.ROOT, "%.1f to %.1f", all.getMin(), all.getMax());
    }

    private String budgets() {
        return new Budgets(results)
                .lines().stream()
                        .map(line -> "| %s | ≤ %s | %s | %s |"
                                .formatted(
                                        line.what(),
                                        figure(line.limit()),
                                        line.measured().map(BenchmarkPage::figure).orElse("–"),
                                        line.verdict()))
                        .collect(Collectors.joining("\n"));
    }

    private static String figure(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : String.format(Locale.ROOT, "%.2f", number);
    }

    private static List<Contender> contenders(List<Result> shown) {
        return Stream.of(Contender.values())
                .filter(each -> shown.stream()
                        .anyMatch(result -> result.workload().contenders().contains(each)))
                .toList();
    }

    private static String head(List<Contender> columns) {
        return columns.stream().map(Contender::title).collect(Collectors.joining(" | ", "| | ", " |\n"))
                + "| --- ".repeat(columns.size() + 1) + "|\n";
    }

    private String times() {
        List<Contender> columns = contenders(results);
        return head(columns)
                + results.stream()
                        .filter(result -> !result.workload().place().equals(Workloads.COUNTED))
                        .map(result -> "| " + result.workload().title() + " | "
                                + columns.stream()
                                        .map(each -> time(result, each))
                                        .collect(Collectors.joining(" | "))
                                + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String time(Result result, Contender contender) {
        return result.median(contender)
                .map(seconds -> String.format(Locale.ROOT, "%.2f s", seconds)
                        + result.ratio(contender, Contender.FLOOR)
                                .map(ratio -> String.format(Locale.ROOT, " (%.2f)", ratio))
                                .orElse(""))
                .orElse("–");
    }

    private String roundTrips() {
        List<Result> counted = results.stream()
                .filter(result -> result.workload().place().equals(Workloads.COUNTED))
                .toList();
        List<Contender> columns = contenders(counted);
        String whole = counted.stream()
                .flatMap(result -> Stream.of(
                        row(result.workload().title() + ": round trips", columns, each -> result.counts(each)
                                .map(counts -> "%d".formatted(counts.roundTrips()))),
                        row("queries", columns, each -> result.counts(each)
                                .map(counts -> "%d".formatted(counts.queries()))),
                        row("KB sent / received", columns, each -> result.counts(each)
                                .map(counts -> "%d / %d"
                                        .formatted(counts.sent() / 1_000, counts.received() / 1_000)))))
                .collect(Collectors.joining("\n"));
        Budgets budgets = new Budgets(results);
        String each = Stream.of(Action.APPLY, Action.ROLLBACK)
                .map(action -> row(
                        "round trips per migration, " + action.word(),
                        columns,
                        contender -> budgets.roundTripsEach(action, contender)
                                .map(number -> String.format(Locale.ROOT, "%.2f", number))))
                .collect(Collectors.joining("\n"));
        return head(columns) + whole + "\n" + each;
    }

    private interface Cell {
        Optional<String> of(Contender contender);
    }

    private static String row(String title, List<Contender> columns, Cell cell) {
        return "| " + title.replace(", link of 1 ms each way", "") + " | "
                + columns.stream().map(each -> cell.of(each).orElse("–")).collect(Collectors.joining(" | ")) + " |";
    }
}
