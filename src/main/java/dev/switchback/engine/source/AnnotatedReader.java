package dev.switchback.engine.source;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.source.Sections.Part;
import dev.switchback.engine.source.Sections.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one file of the annotated layout: header, up, down and checks in a single file. */
final class AnnotatedReader {

    private final ScriptText scriptText;

    AnnotatedReader(ScriptText scriptText) {
        this.scriptText = scriptText;
    }

    /** Whether a text is written in this layout, in goose's or in dbmate's. */
    static boolean recognises(String text) {
        return text.lines().anyMatch(line -> Sections.isMarker(line) || HeaderLines.isHeader(line));
    }

    Draft read(MigrationId id, FileText file) {
        Sections sections = Sections.of(file.text());
        HeaderLines header = new HeaderLines(sections.head());
        header.compareWith(id.value());
        TransactionMode transaction = sections.switchesTransactionOff() ? TransactionMode.OFF : header.transaction();
        Scripts scripts = new Scripts(up(sections, file), down(sections, file), checks(sections, file), transaction);
        List<Finding> findings = new ArrayList<>();
        var parsed = header.header();
        findings.addAll(header.findings());
        SourceFile source = new SourceFile(file.file(), scriptText.included(), file.text());
        return new Draft(id, parsed, scripts, header.needs(), source, findings);
    }

    private Script up(Sections sections, FileText file) {
        if (sections.parts().isEmpty()) {
            return script(file, file.text(), 1);
        }
        return joined(sections.of(Role.UP), file).orElseGet(() -> script(file, "", 1));
    }

    private Optional<Script> down(Sections sections, FileText file) {
        return joined(sections.of(Role.DOWN), file).filter(script -> !script.isBlank());
    }

    /** Several sections of one role are read as one, with blank lines between so that places stay right. */
    private Optional<Script> joined(List<Part> parts, FileText file) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        int first = parts.getFirst().firstLine();
        StringBuilder text = new StringBuilder();
        int line = first;
        for (Part part : parts) {
            text.append("\n".repeat(part.firstLine() - line)).append(part.text());
            line = part.firstLine() + (int) part.text().lines().count();
        }
        return Optional.of(script(file, text.toString(), first));
    }

    private List<Check> checks(Sections sections, FileText file) {
        return Stream.concat(
                        sections.of(Role.CHECK_BEFORE).stream().map(part -> check(Check.Moment.BEFORE, part, file)),
                        sections.of(Role.CHECK_AFTER).stream().map(part -> check(Check.Moment.AFTER, part, file)))
                .toList();
    }

    private Check check(Check.Moment moment, Part part, FileText file) {
        return new Check(moment, script(file, part.text(), part.firstLine()));
    }

    private Script script(FileText file, String text, int firstLine) {
        return new Script(scriptText.complete(text, file.file(), firstLine), file.file(), firstLine);
    }
}
