package dev.switchback.engine.migration;

import java.util.List;
import java.util.Optional;

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

    /** Whether one of its scripts is a program. */
    public boolean hasProgram() {
        return scripts.up().program().isPresent()
                || scripts.down().flatMap(Script::program).isPresent();
    }

    /** The same with other scripts. */
    public Migration with(Script up, Optional<Script> down) {
        return new Migration(
                id,
                header,
                new Scripts(up, down, scripts.checks(), scripts.transaction()),
                dependencies,
                source,
                digests);
    }

    /** The same with another header. */
    public Migration with(Header other) {
        return new Migration(id, other, scripts, dependencies, source, digests);
    }

    /** The same without a way back. */
    public Migration irreversible(String reason) {
        Header.Notes notes = header.notes();
        return with(scripts.up(), Optional.empty())
                .with(header.with(
                        new Header.Notes(Optional.of(reason), notes.manualSteps(), notes.author(), notes.ticket())));
    }

    /** The same with more that people have to do by hand. */
    public Migration manualSteps(String further) {
        Header.Notes notes = header.notes();
        String all = notes.manualSteps().map(own -> own + ". " + further).orElse(further);
        return with(
                header.with(new Header.Notes(notes.irreversible(), Optional.of(all), notes.author(), notes.ticket())));
    }

    /** The checksum shown to people and written to the ledger. */
    public String checksum() {
        return digests.lines();
    }
}
