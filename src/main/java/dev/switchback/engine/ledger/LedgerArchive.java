package dev.switchback.engine.ledger;

import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.migration.AlembicPlace.VersionTable;
import dev.switchback.engine.migration.MigrationId;
import java.util.List;
import java.util.Optional;

/** The ledger as seen from outside of a run: questions only. */
public final class LedgerArchive {

    private final OpenDatabase database;
    private final String schema;

    /** @param schema quoted */
    public LedgerArchive(OpenDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    public LedgerContents contents() {
        return database.ask("reading the ledger", connection -> new LedgerReader(connection, schema).contents());
    }

    /** What Alembic says is applied; nothing where it has no table. */
    public List<String> alembicHeads(VersionTable table) {
        return database.ask("reading " + table.name(), connection -> new RevisionTable(connection, table).heads());
    }

    public List<HistoryEntry> history(int limit) {
        return database.ask("reading the history", connection -> new LedgerReader(connection, schema).history(limit));
    }

    public Optional<String> script(String digest) {
        return database.ask("reading a script", connection -> new LedgerReader(connection, schema).script(digest));
    }

    /** The down script that a run was working on when it ended half way; empty where it is not known. */
    public Optional<String> unfinishedDown(String set, MigrationId id) {
        return database.ask(
                "reading " + id, connection -> new LedgerReader(connection, schema).unfinishedDown(set, id));
    }

    public Optional<RecordedScripts> recorded(String set, MigrationId id) {
        return database.ask("reading " + id, connection -> new LedgerReader(connection, schema).recorded(set, id));
    }
}
