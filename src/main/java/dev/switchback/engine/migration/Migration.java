package dev.switchback.engine.migration;

import java.util.List;

/** One migration as it is on disk now. */
public record Migration(
        MigrationId id, Header header, Scripts scripts, Dependencies dependencies, SourceFile source, Digests digests) {

    /** The ids of the migrations that this one needs. */
    public List<MigrationId> needs() {
        return dependencies.ids();
    }

    /** Whether it runs again when it changed. */
    public boolean isRepeatable() {
        return header.repetition() == Header.Repetition.ON_CHANGE;
    }

    /** The checksum shown to people and written to the ledger. */
    public String checksum() {
        return digests.lines();
    }
}
