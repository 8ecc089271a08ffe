package dev.switchback.peers;

import static dev.switchback.peers.Contender.FLOOR;
import static dev.switchback.peers.Contender.FLYWAY;
import static dev.switchback.peers.Contender.SWITCHBACK;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Switchback may take, and what it took. */
record Budgets(List<Result> results) {

    /**
     * One line of the table.
     *
     * @param limit that may not be exceeded
     * @param measured empty where this run did not measure it
     */
    record Line(String what, double limit, Optional<Double> measured) {

        String verdict() {
            return measured.map(figure -> figure <= limit ? "met" : "**missed**").orElse("not measured");
        }
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int size : new int[] {1_000, 5_000}) {
            Optional<Result> apply = find(Action.APPLY, size, new Place.Loopback());
            lines.add(new Line("apply %,d, ratio to the floor".formatted(size), 1.2, ratio(apply, FLOOR)));
            lines.add(new Line("apply %,d, aim".formatted(size), 1.0, ratio(apply, FLOOR)));
            lines.add(new Line("apply %,d, ratio to the fastest peer".formatted(size), 1.0, toFastest(apply)));
        }
        lines.add(new Line(
                "apply 1,000 on an H2 file, ratio to the floor",
                1.5,
                ratio(find(Action.APPLY, 1_000, new Place.H2File()), FLOOR)));
        Optional<Double> roundTrips = roundTripsEach(Action.APPLY, SWITCHBACK);
        lines.add(new Line("round trips per small migration, ledger included", 1.2, roundTrips));
        lines.add(new Line("round trips per small migration, aim", 0.3, roundTrips));
        Optional<Double> link = ratio(find(Action.APPLY, 100, new Place.Link(20)), FLOOR);
        lines.add(new Line("apply 100 over 20 ms each way, ratio to the floor", 1.25, link));
        lines.add(new Line("apply 100 over 20 ms each way, aim", 0.4, link));
        Optional<CountingProxy.Counts> status =
                find(Action.STATUS, 5_000, Workloads.COUNTED).flatMap(result -> result.counts(SWITCHBACK));
        lines.add(new Line("status with 5,000 applied, queries", 2, status.map(counts -> (double) counts.queries())));
        lines.add(new Line(
                "status with 5,000 applied, round trips with connecting",
                8,
                status.map(counts -> (double) counts.roundTrips())));
        lines.add(new Line(
                "status with 5,000 applied, whole process, ratio to Flyway's",
                1.0,
                ratio(find(Action.STATUS, 5_000, new Place.Loopback()), FLYWAY)));
        return lines;
    }

    private Optional<Result> find(Action action, int migrations, Place place) {
        return results.stream()
                .filter(result -> result.workload().action() == action
                        && result.workload().migrations() == migrations
                        && result.workload().place().equals(place))
                .findFirst();
    }

    private static Optional<Double> ratio(Optional<Result> result, Contender to) {
        return result.flatMap(found -> found.ratio(SWITCHBACK, to));
    }

    private static Optional<Double> toFastest(Optional<Result> result) {
        return result.flatMap(found -> Stream.of(FLYWAY, Contender.LIQUIBASE, Contender.PSQL)
                .flatMap(peer -> found.ratio(SWITCHBACK, peer).stream())
                .max(Comparator.naturalOrder()));
    }

    /** What one migration more costs; connecting, locking and reading the ledger fall out. */
    Optional<Double> roundTripsEach(Action action, Contender contender) {
        return waits(action, Workloads.MORE, contender)
                .flatMap(more -> waits(action, Workloads.FEW, contender)
                        .map(few -> (more - few) / (double) (Workloads.MORE - Workloads.FEW)));
    }

    private Optional<Integer> waits(Action action, int migrations, Contender contender) {
        return find(action, migrations, Workloads.COUNTED)
                .flatMap(result -> result.counts(contender))
                .map(CountingProxy.Counts::roundTrips);
    }
}
