package dev.switchback.peers;

import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the contenders do a workload in turn, each time another one first, and sees to it that they really did it. */
final class Course {

    private static final int RUNS_TO_SETTLE = 2;

    private final Path temporary;
    private final BenchDatabases databases;
    private final Programs programs;
    private final Map<Integer, GeneratedProject> projects = new HashMap<>();
    private final Map<Applied, TestDatabase> applied = new HashMap<>();

    Course(Path temporary, BenchDatabases databases) {
        this.temporary = temporary;
        this.databases = databases;
        this.programs = new Programs(temporary);
    }

    /** A database on which a contender has applied all migrations, to be copied. */
    private record Applied(Contender contender, int migrations, Class<?> place) {}

    Result run(Workload workload) throws IOException, InterruptedException {
        if (workload.inOrder().contains(Contender.SWITCHBACK)) {
            settleIn(workload);
        }
        Map<Contender, List<Result.Sample>> samples = new EnumMap<>(Contender.class);
        for (int round = 0; round < workload.rounds(); round++) {
            List<Contender> order = new ArrayList<>(workload.inOrder());
            Collections.rotate(order, -round);
            for (Contender contender : order) {
                samples.computeIfAbsent(contender, each -> new ArrayList<>()).add(once(workload, contender));
            }
        }
        return new Result(workload, samples);
    }

    /** The first runs of the packaged program on a machine leave what later ones start faster with. */
    private void settleIn(Workload workload) throws IOException, InterruptedException {
        for (int run = 0; run < RUNS_TO_SETTLE && !programs.isSettled(workload.action()); run++) {
            once(workload, Contender.SWITCHBACK);
        }
        programs.awaitSettled(workload.action());
    }

    private GeneratedProject project(int migrations) throws IOException {
        GeneratedProject written = projects.get(migrations);
        if (written == null) {
            written = GeneratedProject.write(temporary.resolve("project" + migrations), migrations);
            projects.put(migrations, written);
        }
        return written;
    }

    private Result.Sample once(Workload workload, Contender contender) throws IOException, InterruptedException {
        GeneratedProject project = project(workload.migrations());
        return switch (workload.action()) {
            case APPLY -> {
                TestDatabase database = databases.fresh(workload.place());
                Result.Sample sample = timed(workload, contender, database);
                require(contender, project.tables(), BenchDatabases.tables(database));
                keepOrDrop(workload, contender, database);
                yield sample;
            }
            case STATUS -> timed(workload, contender, applied(workload, contender));
            case ROLLBACK -> {
                TestDatabase database = databases.copy(applied(workload, contender));
                Result.Sample sample = timed(workload, contender, database);
                require(contender, 0, BenchDatabases.tables(database));
                databases.drop(database);
                yield sample;
            }
        };
    }

    private static void require(Contender contender, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException(contender.title() + " left " + found + " tables, not " + expected);
        }
    }

    private Result.Sample timed(Workload workload, Contender contender, TestDatabase database)
            throws IOException, InterruptedException {
        databases.settle();
        GeneratedProject project = project(workload.migrations());
        if (!(workload.place() instanceof Place.Link link)) {
            return new Result.Sample(
                    programs.time(contender, workload.action(), project, database), Optional.empty());
        }
        try (CountingProxy proxy = new CountingProxy(database, link.millisEachWay())) {
            long nanos = programs.time(contender, workload.action(), project, proxy.through(database));
            return new Result.Sample(nanos, Optional.of(proxy.counts()));
        }
    }

    private static Applied key(Workload workload, Contender contender) {
        Class<?> place = workload.place() instanceof Place.H2File ? Place.H2File.class : Place.Loopback.class;
        return new Applied(contender, workload.migrations(), place);
    }

    private void keepOrDrop(Workload workload, Contender contender, TestDatabase database) throws IOException {
        if (applied.putIfAbsent(key(workload, contender), database) != null) {
            databases.drop(database);
        }
    }

    private TestDatabase applied(Workload workload, Contender contender) throws IOException, InterruptedException {
        TestDatabase database = applied.get(key(workload, contender));
        if (database == null) {
            Place place = workload.place() instanceof Place.H2File ? workload.place() : new Place.Loopback();
            database = databases.fresh(place);
            if (workload.migrations() > 0) {
                programs.time(contender, Action.APPLY, project(workload.migrations()), database);
            }
            applied.put(key(workload, contender), database);
        }
        return database;
    }
}
