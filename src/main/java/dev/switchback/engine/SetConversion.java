package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.source.Conversion;
import dev.switchback.engine.source.SetInSql;
import dev.switchback.engine.sql.SqlSyntax;
import java.util.Optional;

/**
 * Makes annotated files of a set. Revisions of Alembic are written as SQL by Alembic; what only a run can tell is recorded
 * in temporary databases.
 */
public final class SetConversion {

    private final Switchback project;
    private final MigrationSet set;

    public SetConversion(Switchback project, MigrationSet set) {
        this.project = project;
        this.set = set;
    }

    /**
     * Drafts the files; nothing is written. Empty when it was cancelled.
     *
     * @param server where temporary databases are made; needed only for programs
     * @param listener hears the runs in the temporary databases
     * @throws SwitchbackException when it cannot be done
     */
    public Optional<Conversion> draft(
            Optional<ConnectionSettings> server, RunListener listener, Cancellation cancellation) {
        Conversion.requirePossible(set);
        server.ifPresent(this::requireFitting);
        SetInSql written =
                set.layout() == Layout.ALEMBIC ? RenderedRevisions.of(project.written(set)) : SetInSql.of(set);
        Optional<Migration> program = written.set().migrations().stream()
                .filter(Migration::hasProgram)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.of(Conversion.of(project.project(), written));
        }
        ConnectionSettings there = server.orElseThrow(() -> needsDatabase(program.get()));
        SetRecording recording =
                new SetRecording(there, project, written.set(), new ScratchRun.Onlooker(listener, cancellation)).run();
        if (cancellation.isRequested()) {
            return Optional.empty();
        }
        SqlSyntax syntax = there.url().startsWith("jdbc:h2:") ? SqlSyntax.H2 : SqlSyntax.POSTGRESQL;
        return Optional.of(Conversion.of(project.project(), new RecordedPrograms(recording, syntax).in(written)));
    }

    /** Said before anything is written: the proof would find it out too late. */
    private void requireFitting(ConnectionSettings server) {
        if (set.layout() == Layout.ALEMBIC && !server.url().startsWith("jdbc:postgresql:")) {
            throw new SwitchbackException.Unreadable(
                    "alembic_database",
                    set.name() + " is a set of Alembic, which can only be tried on PostgreSQL",
                    "Name a PostgreSQL server. Nothing was written.",
                    Optional.of(set.folder()));
        }
    }

    private static SwitchbackException needsDatabase(Migration migration) {
        return new SwitchbackException.Unreadable(
                "needs_database",
                migration.id() + " is a program: what it does in SQL is found out by running it",
                "Connect to a server (--url or --profile). It runs there in temporary databases, and nothing else is "
                        + "touched. Nothing was written.",
                Optional.of(migration.source().path()));
    }
}
