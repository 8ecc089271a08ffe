package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.tool.Changeset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Files in Liquibase's formatted SQL, whatever the layout of the files beside them: one migration of all changesets. */
record LiquibaseLayout(Supplier<ScriptReader> readers) implements SourceLayoutReader {

    static boolean reads(FileContent content) {
        return content instanceof FileContent.Text text && Changeset.areIn(text.text());
    }

    @Override
    public Draft read(FileGroup group) {
        FileContent.Text main = UnreadableFileException.textOf(group.up());
        List<Changeset> changesets = Changeset.in(main.text());
        ScriptReader reader = readers.get();
        DraftBuilder draft = new DraftBuilder(group, main, reader);
        refuseWhatLiquibaseWouldNotRun(draft, main, changesets);
        Script up = draft.up(new Sections.Part(1, main.text()));
        LiquibaseRemarks remarks = new LiquibaseRemarks(main.text(), changesets);
        List<Finding> findings = new ArrayList<>(remarks.findings());
        if (reader.findings().stream().anyMatch(each -> each.code() == FindingCode.UNDECLARED_PLACEHOLDER)) {
            findings.addAll(remarks.ofProperties());
        }
        LiquibaseRollback back = LiquibaseRollback.of(changesets);
        findings.addAll(back.findings());
        Optional<Script> down = back.part().map(part -> back.placed(draft.script(part), main.file()));
        Scripts scripts =
                new Scripts(up, down.isPresent() ? down : draft.downOfCompanion(), List.of(), transaction(changesets));
        return draft.finish(PlainLayout.header(group), scripts, new Needs.Unsaid(), findings);
    }

    private static void refuseWhatLiquibaseWouldNotRun(
            DraftBuilder draft, FileContent.Text main, List<Changeset> changesets) {
        int before =
                changesets.isEmpty() ? Integer.MAX_VALUE : changesets.getFirst().line() - 1;
        String preamble = String.join("\n", main.text().lines().limit(before).toList());
        draft.refuseStatements(new Sections.Part(1, preamble));
    }

    /** The file is one migration, so that one changeset without a transaction takes it from all. */
    private static TransactionMode transaction(List<Changeset> changesets) {
        Stream<String> said = changesets.stream()
                .flatMap(changeset -> Stream.ofNullable(changeset.attributes().get("runInTransaction")));
        return said.anyMatch("false"::equalsIgnoreCase) ? TransactionMode.OFF : TransactionMode.AUTOMATIC;
    }
}
