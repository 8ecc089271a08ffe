package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.Connector;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.database.ScratchDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import java.nio.file.Path;
import java.util.Optional;

/** Applies a set and what it was converted to, each to a database of its own that is thrown away, and compares. */
public final class ConversionProof {

    private final ConnectionSettings server;

    /** @param server decides the kind of database, and is where temporary ones are made */
    public ConversionProof(ConnectionSettings server) {
        this.server = server;
    }

    /**
     * What the two structures do not share; nothing when the conversion is right.
     *
     * @throws SwitchbackException when one of the two cannot be applied to an empty database
     */
    public StructureDifference compare(Path original, String set, Path converted) {
        Snapshot before = structure(original, Optional.of(set));
        return before.to(structure(converted, Optional.empty()));
    }

    private Snapshot structure(Path project, Optional<String> set) {
        try (ScratchDatabase scratch = ScratchDatabase.like(server)) {
            ConnectionSettings settings = scratch.settings();
            Switchback opened = Switchback.open(project);
            try (TargetDatabase target = opened.on(settings)) {
                new ScratchRun(target, set, "The files are written, but not proved.").everything();
            }
            try (OpenDatabase database = OpenDatabase.open(new Connector(settings), settings.url())) {
                SnapshotReader reader = new SnapshotReader(
                        database.dialect().syntax(), opened.project().config().ledgerSchema());
                return database.ask("reading the structure", reader::read);
            }
        }
    }
}
