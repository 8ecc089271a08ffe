package dev.switchback.peers;

import static dev.switchback.peers.Contender.FLOOR;
import static dev.switchback.peers.Contender.FLYWAY;
import static dev.switchback.peers.Contender.LIBRARY;
import static dev.switchback.peers.Contender.LIQUIBASE;
import static dev.switchback.peers.Contender.PSQL;
import static dev.switchback.peers.Contender.SWITCHBACK;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is measured, in which order. */
record Workloads(Form form) {

    /** How much is measured. */
    enum Form {
        /** In less than five minutes, for a first look. */
        QUICK,
        /** Everything. */
        FULL
    }

    /** Sizes between which round trips are counted; what a run costs whatever its size falls out. */
    static final int FEW = 100;

    static final int MORE = 500;

    /** Slow enough to tell an answer from the next question, fast enough for many. */
    static final Place COUNTED = new Place.Link(1);

    private static final Place LOOPBACK = new Place.Loopback();

    private static final Set<Contender> ALL = EnumSet.of(FLOOR, SWITCHBACK, FLYWAY, LIQUIBASE);
    private static final Set<Contender> UNDOING = EnumSet.of(FLOOR, SWITCHBACK, LIQUIBASE);

    List<Workload> all() {
        return switch (form) {
            case QUICK -> quick();
            case FULL -> full();
        };
    }

    private static List<Workload> quick() {
        return List.of(
                of(Action.STATUS, 0, LOOPBACK, 3, ALL),
                of(Action.APPLY, 100, LOOPBACK, 3, appliers()),
                of(Action.APPLY, 1_000, LOOPBACK, 3, appliers()),
                of(Action.STATUS, 1_000, LOOPBACK, 3, ALL),
                of(Action.ROLLBACK, 100, LOOPBACK, 3, UNDOING),
                of(Action.APPLY, 100, new Place.H2File(), 3, ALL),
                of(Action.APPLY, FEW, COUNTED, 1, appliers()),
                of(Action.APPLY, MORE, COUNTED, 1, EnumSet.of(FLOOR, SWITCHBACK)),
                of(Action.STATUS, 1_000, COUNTED, 1, ALL),
                of(Action.APPLY, 100, new Place.Link(20), 1, EnumSet.of(FLOOR, SWITCHBACK)));
    }

    private static List<Workload> full() {
        return List.of(
                of(Action.STATUS, 0, LOOPBACK, 5, ALL),
                of(Action.APPLY, 100, LOOPBACK, 5, appliers()),
                of(Action.APPLY, 1_000, LOOPBACK, 5, appliers()),
                of(Action.STATUS, 1_000, LOOPBACK, 5, ALL),
                of(Action.ROLLBACK, 100, LOOPBACK, 5, UNDOING),
                of(Action.ROLLBACK, 1_000, LOOPBACK, 3, UNDOING),
                of(Action.APPLY, FEW, COUNTED, 1, appliers()),
                of(Action.APPLY, MORE, COUNTED, 1, appliers()),
                of(Action.ROLLBACK, FEW, COUNTED, 1, UNDOING),
                of(Action.ROLLBACK, MORE, COUNTED, 1, UNDOING),
                of(Action.STATUS, 1_000, COUNTED, 1, ALL),
                of(Action.APPLY, 1_000, new Place.H2File(), 3, ALL),
                of(Action.APPLY, 5_000, LOOPBACK, 3, appliers()),
                of(Action.STATUS, 5_000, LOOPBACK, 5, ALL),
                of(Action.STATUS, 5_000, COUNTED, 1, ALL),
                of(Action.APPLY, 100, new Place.Link(0), 3, distant()),
                of(Action.APPLY, 100, new Place.Link(5), 3, distant()),
                of(Action.APPLY, 100, new Place.Link(20), 3, distant()));
    }

    private static Workload of(Action action, int migrations, Place place, int rounds, Set<Contender> contenders) {
        String size = "%,d".formatted(migrations);
        String what = switch (action) {
            case APPLY -> "apply " + size;
            case STATUS -> migrations == 0 ? "start (status of an empty set)" : "status, " + size + " applied";
            case ROLLBACK -> "roll back " + size;
        };
        String where = switch (place) {
            case Place.Loopback() -> "";
            case Place.Link(int millis) -> ", link of " + millis + " ms each way";
            case Place.H2File() -> ", H2 file";
        };
        return new Workload(what + where, action, migrations, place, rounds, contenders);
    }

    /** The Java API goes the same way as the program. */
    private static Set<Contender> distant() {
        Set<Contender> all = EnumSet.copyOf(appliers());
        all.remove(LIBRARY);
        return all;
    }

    private static Set<Contender> appliers() {
        Set<Contender> all = EnumSet.of(LIBRARY, ALL.toArray(Contender[]::new));
        Optional.of(PSQL).filter(psql -> Programs.hasPsql()).ifPresent(all::add);
        return all;
    }
}
