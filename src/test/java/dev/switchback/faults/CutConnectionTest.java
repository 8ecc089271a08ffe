package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.run.RunListener;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The network goes between two messages of the protocol. The property {@code switchback.cuts} says how many messages lie
 * between two cuts; with 1 the connection is cut at every one of them.
 */
class CutConnectionTest {

    private static final int STRIDE = Integer.getInteger("switchback.cuts", 270);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UP, TO_SERVER, BEFORE", "UP, TO_SERVER, AFTER", "UP, TO_CLIENT, BEFORE", "UP, TO_CLIENT, AFTER",
        "DOWN, TO_SERVER, BEFORE", "DOWN, TO_SERVER, AFTER", "DOWN, TO_CLIENT, BEFORE", "DOWN, TO_CLIENT, AFTER"
    })
    void whereverTheConnectionIsCutTheLedgerIsTrueAndTheRunGoesOn(
            Direction direction, CutProxy.Way way, CutProxy.Side side) {
        TestDatabase database = TestDatabases.postgres();
        MixedProject.prepare(database);
        MixedRun run = new MixedRun(folder, database, direction);
        run.reset();
        try (TargetDatabase target = run.open(database)) {
            assertThat(run.whole(target, RunListener.SILENT)).isEmpty();
        }
        String end = run.end();
        Tally tally = new Tally("connection cut %s message %s, %s".formatted(side, way, direction));
        int number = first(side);
        while (isCut(run, database, new CutProxy.Cut(way, side, number), end, tally)) {
            number += STRIDE;
        }
        tally.close();
    }

    /** The two sides take turns in the middle between each other's messages. */
    private static int first(CutProxy.Side side) {
        return switch (side) {
            case BEFORE -> 1;
            case AFTER -> 1 + STRIDE / 2;
        };
    }

    private static boolean isCut(MixedRun run, TestDatabase database, CutProxy.Cut cut, String end, Tally tally) {
        run.reset();
        String said = "";
        try (CutProxy proxy = new CutProxy(database);
                TargetDatabase target = run.open(proxy.through(database))) {
            proxy.set(cut);
            said = run.whole(target, RunListener.SILENT);
            if (!proxy.happened()) {
                return false;
            }
        } catch (SwitchbackException atClosing) {
            said = atClosing.getMessage();
        }
        String lie = said + run.compare();
        String hand = run.goOn();
        String now = run.end();
        tally.add(cut.toString(), lie, hand.isEmpty() && !now.equals(end) ? now + " instead of " + end : hand);
        return true;
    }
}
