package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.Connector;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.database.ScratchDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.source.Conversion;
import dev.switchback.engine.source.ConvertedFolder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies a set and what it was converted to, each to a database of its own that is thrown away, takes back what has a way
 * back, and compares both times.
 */
public final class ConversionProof {

    private static final String ADVICE = "The files are written, but not proved.";

    private final ConnectionSettings server;
    private final ScratchRun.Onlooker onlooker;

    /**
     * A proof on a server.
     *
     * @param server decides the kind of database, and is where temporary ones are made
     * @param listener hears the runs in them
     */
    public ConversionProof(ConnectionSettings server, RunListener listener, Cancellation cancellation) {
        this.server = server;
        this.onlooker = new ScratchRun.Onlooker(listener, cancellation);
    }

    /**
     * What the two do not share.
     *
     * @param up in their structures, when all is applied
     * @param back the same when the last {@code takenBack} are taken back
     */
    public record Verdict(StructureDifference up, StructureDifference back, int takenBack) {

        /** Whether the conversion is right. */
        public boolean isSame() {
            return up.isEmpty() && back.isEmpty();
        }
    }

    /** The structure with everything applied, and with what can be taken back taken back. */
    private record Course(Snapshot up, Snapshot back) {}

    /**
     * Compares. Empty when it was cancelled.
     *
     * @param original the project of the set that was converted
     * @throws SwitchbackException when one of the two cannot be applied to an empty database
     */
    public Optional<Verdict> compare(Switchback original, Conversion conversion, ConvertedFolder converted) {
        int back = conversion.reversible();
        Optional<Course> before = course(original, conversion.set(), back);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Switchback now = original.at(converted.folder());
        return course(now, now.project().sets().getFirst(), back)
                .map(after -> new Verdict(
                        before.get().up().to(after.up()), before.get().back().to(after.back()), back));
    }

    private Optional<Course> course(Switchback project, MigrationSet set, int back) {
        try (ScratchDatabase scratch = ScratchDatabase.like(server);
                TargetDatabase target = project.on(scratch.settings())) {
            ScratchRun run = new ScratchRun(target, Optional.of(set.name()), ADVICE, onlooker);
            run.everything();
            Snapshot up = structure(project, set, scratch.settings());
            if (back > 0 && !onlooker.cancellation().isRequested()) {
                requireGoodEnd(run.back(back));
            }
            Snapshot down = structure(project, set, scratch.settings());
            return onlooker.cancellation().isRequested() ? Optional.empty() : Optional.of(new Course(up, down));
        }
    }

    private static void requireGoodEnd(RunOutcome outcome) {
        if (outcome instanceof RunOutcome.Stopped stopped) {
            throw new SwitchbackException.Unreadable(
                    "not_proved",
                    "the set cannot be taken back in a temporary database: " + ScratchRun.sentence(stopped),
                    ADVICE,
                    Optional.empty());
        }
    }

    private static Snapshot structure(Switchback project, MigrationSet set, ConnectionSettings settings) {
        Set<String> records = set.alembic().map(AlembicPlace::table).stream()
                .map(table -> table.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        try (OpenDatabase database = OpenDatabase.open(new Connector(settings), settings.url())) {
            SnapshotReader reader = new SnapshotReader(
                    database.dialect().syntax(), project.project().config().ledgerSchema());
            return new RecordTables(records).leaveOut(database.ask("reading the structure", reader::read));
        }
    }
}
