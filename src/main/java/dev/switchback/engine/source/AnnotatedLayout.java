package dev.switchback.engine.source;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.source.Sections.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Files with a header and sections: Switchback's own format, and those of goose and dbmate. */
record AnnotatedLayout(Supplier<ScriptReader> readers) implements SourceLayoutReader {

    @Override
    public Draft read(FileGroup group) {
        FileContent.Text main = UnreadableFileException.textOf(group.up());
        Sections sections = Sections.cut(main.text());
        HeaderReader header =
                new HeaderReader(group.id(), HeaderFields.of(sections.preamble().text()));
        DraftBuilder draft = new DraftBuilder(group, main, readers.get());
        Script up = draft.up(upPart(group, sections, draft));
        Optional<Script> down = down(group, sections, draft);
        Scripts scripts = new Scripts(up, down, checks(sections, draft), transaction(sections, header));
        Header read = header.header(group.repetition());
        List<Finding> findings = Stream.concat(
                        header.findings().stream(), GooseVariables.left(main.text(), scripts).stream())
                .toList();
        return draft.finish(read, scripts, header.needs(), findings);
    }

    private static Part upPart(FileGroup group, Sections sections, DraftBuilder draft) {
        Optional<Part> up = onlyOne(group, sections, Marker.Kind.UP);
        if (up.isPresent()) {
            draft.refuseStatements(sections.preamble());
        }
        return up.orElse(sections.preamble());
    }

    private static Optional<Script> down(FileGroup group, Sections sections, DraftBuilder draft) {
        Optional<Part> down = onlyOne(group, sections, Marker.Kind.DOWN);
        if (down.isPresent() && group.down().isPresent()) {
            throw UnreadableFileException.at(
                    group.file(),
                    down.get().firstLine() - 1,
                    "there are two down scripts: this section, and "
                            + group.down().get().file().getFileName() + ". Remove one of them");
        }
        return down.isPresent() ? draft.down(down.get()) : draft.downOfCompanion();
    }

    private static List<Check> checks(Sections sections, DraftBuilder draft) {
        Stream<Check> before =
                sections.all(Marker.Kind.CHECK_BEFORE).map(part -> new Check(Check.Moment.BEFORE, draft.script(part)));
        Stream<Check> after =
                sections.all(Marker.Kind.CHECK_AFTER).map(part -> new Check(Check.Moment.AFTER, draft.script(part)));
        Stream<Check> verify = sections.all(Marker.Kind.VERIFY)
                .map(part -> new Check(Check.Moment.AFTER, draft.script(part), Check.Expectation.NO_ERROR));
        return Stream.of(before, after, verify).flatMap(checks -> checks).toList();
    }

    private static TransactionMode transaction(Sections sections, HeaderReader header) {
        return sections.transaction() == TransactionMode.OFF ? TransactionMode.OFF : header.transaction();
    }

    private static Optional<Part> onlyOne(FileGroup group, Sections sections, Marker.Kind kind) {
        List<Part> parts = sections.all(kind).toList();
        if (parts.size() > 1) {
            int line = parts.get(1).firstLine() - 1;
            throw UnreadableFileException.at(
                    group.file(),
                    line,
                    "line " + line + " begins a second section of the same kind. Join the two, or make two files");
        }
        return parts.stream().findFirst();
    }
}
