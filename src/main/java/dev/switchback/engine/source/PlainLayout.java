package dev.switchback.engine.source;

import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.TransactionMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Numbered scripts: the whole file is the up script, the way down is a file of its own or missing. */
record PlainLayout(Supplier<ScriptReader> readers) implements SourceLayoutReader {

    @Override
    public Draft read(FileGroup group) {
        FileContent.Text main = UnreadableFileException.textOf(group.up());
        refuseMarkers(main);
        DraftBuilder draft = new DraftBuilder(group, main, readers.get());
        Script up = draft.up(new Sections.Part(1, main.text()));
        Scripts scripts = new Scripts(up, draft.downOfCompanion(), List.of(), TransactionMode.AUTOMATIC);
        return draft.finish(header(group), scripts, new Needs.Unsaid(), List.of());
    }

    /** Where switchback.toml calls an annotated file plain, its way down would run after its way up. */
    private static void refuseMarkers(FileContent.Text main) {
        Sections.cut(main.text()).first(Marker.Kind.DOWN).ifPresent(down -> {
            int line = down.firstLine() - 1;
            throw UnreadableFileException.at(
                    main.file(),
                    line,
                    "line " + line + " begins a down section, but switchback.toml says that this set is plain. "
                            + "Correct the layout there");
        });
    }

    /** What a name alone says. */
    static Header header(FileGroup group) {
        return new Header(
                Descriptions.fromName(group.id()),
                MigrationType.CUSTOM_SQL,
                Set.of(),
                Optional.empty(),
                group.repetition(),
                Header.Notes.NONE);
    }
}
