package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.run.RunListener;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From some write on the ledger finds no room (SQLSTATE 53100), until somebody makes room; {@code switchback.statements}
 * says how many writes lie between two tries.
 */
class FullDiskTest {

    private static final int STRIDE = Integer.getInteger("switchback.statements", 13);
    private static final List<String> TABLES =
            List.of("schema_migrations", "migration_history", "database_schema", "scripts");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void ledgerWithoutRoomIsTrueAndTheRunGoesOnWhenThereIsRoom(Direction direction) {
        TestDatabase database = TestDatabases.postgres();
        MixedProject.prepare(database);
        database.execute("CREATE SEQUENCE faults.writes", """
                CREATE FUNCTION faults.write() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('faults.writes') >= TG_ARGV[0]::bigint THEN
                        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
                    END IF;
                    RETURN NULL;
                END $$""");
        MixedRun run = new MixedRun(folder, database, direction);
        startWithALedger(run, direction);
        try (TargetDatabase target = run.open(database)) {
            assertThat(run.whole(target, RunListener.SILENT)).isEmpty();
        }
        String end = run.end();
        Tally tally = new Tally("disk full for the ledger, " + direction);
        int number = 1;
        while (isFull(run, database, direction, number, end, tally)) {
            number += STRIDE;
        }
        tally.close();
    }

    /** The tables have to be there before they can be full. */
    private static void startWithALedger(MixedRun run, Direction direction) {
        run.reset();
        if (direction == Direction.UP) {
            run.createLedger();
        }
    }

    private static boolean isFull(
            MixedRun run, TestDatabase database, Direction direction, int number, String end, Tally tally) {
        startWithALedger(run, direction);
        database.execute("ALTER SEQUENCE faults.writes RESTART");
        for (String table : TABLES) {
            database.execute("CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE OR DELETE ON switchback." + table
                    + " FOR EACH STATEMENT EXECUTE FUNCTION faults.write(" + number + ")");
        }
        String said;
        try (TargetDatabase target = run.open(database)) {
            said = run.whole(target, RunListener.SILENT);
        }
        boolean full = Integer.parseInt(database.query("SELECT last_value FROM faults.writes")) >= number;
        for (String table : TABLES) {
            database.execute("DROP TRIGGER full_disk ON switchback." + table);
        }
        String lie = said + run.compare();
        String hand = run.goOn();
        String now = run.end();
        if (full) {
            tally.add("write " + number, lie, hand.isEmpty() && !now.equals(end) ? now + " instead of " + end : hand);
        }
        return full;
    }
}
