package dev.switchback.engine.source;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.source.Sections.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a sqitch project: the plan says which changes there are, deploy, revert and verify hold their scripts. */
final class SqitchSet {

    private final SetConfig config;
    private final Includes includes;
    private final Placeholders placeholders;

    private SqitchSet(Path root, SetConfig config, Placeholders placeholders) {
        this.config = config;
        this.includes = new Includes(root, config.folder());
        this.placeholders = placeholders;
    }

    /** Changes whose scripts cannot be read become part of the set; so does a plan that cannot be read. */
    static MigrationSet read(Path root, SetConfig config, Placeholders placeholders) {
        return new SqitchSet(root, config, placeholders).read();
    }

    private MigrationSet read() {
        try {
            SqitchPlan plan = SqitchPlan.read(config.folder());
            List<Member> members =
                    plan.changes().parallelStream().map(this::member).toList();
            return assemble(members, List.of(), plan.findings());
        } catch (UnreadableFileException error) {
            MigrationId id = new MigrationId(error.file().getFileName().toString());
            return assemble(List.of(), List.of(new FileInError(error.file(), id, error.finding())), List.of());
        }
    }

    private MigrationSet assemble(List<Member> members, List<FileInError> errors, List<Finding> general) {
        return new SetAssembly(config, members)
                .assemble(Layout.SQITCH, errors, new SetAssembly.Remarks(general, Optional.empty()));
    }

    private Member member(SqitchPlan.Change change) {
        MigrationId id = new MigrationId(change.id());
        try {
            return new Member.Sound(draft(change, id));
        } catch (UnreadableFileException error) {
            return new Member.Broken(new FileInError(error.file(), id, error.finding()));
        }
    }

    private Draft draft(SqitchPlan.Change change, MigrationId id) {
        Path deploy = file("deploy", change);
        if (!Files.exists(deploy)) {
            throw UnreadableFileException.at(
                    deploy, 1, "the plan names this change, but its deploy script is missing. Restore the file");
        }
        FileGroup group = new FileGroup(
                id,
                TextFiles.read(deploy),
                optional(file("revert", change)),
                optional(file("verify", change)),
                Repetition.ONCE);
        FileContent.Text main = UnreadableFileException.textOf(group.up());
        DraftBuilder draft = new DraftBuilder(group, main, new ScriptReader(includes, placeholders));
        Script up = draft.up(new Part(1, main.text()));
        List<Check> checks = draft.verification()
                .map(script -> List.of(new Check(Check.Moment.AFTER, script, Check.Expectation.NO_ERROR)))
                .orElse(List.of());
        Scripts scripts = new Scripts(up, draft.downOfCompanion(), checks, TransactionMode.AUTOMATIC);
        return draft.finish(header(change), scripts, needs(change), change.findings());
    }

    private Path file(String kind, SqitchPlan.Change change) {
        return config.folder().resolve(kind).resolve(change.script() + ".sql");
    }

    private static Optional<FileContent> optional(Path file) {
        return Files.exists(file) ? Optional.of(TextFiles.read(file)) : Optional.empty();
    }

    private static Needs needs(SqitchPlan.Change change) {
        return change.needs().isEmpty() ? new Needs.Unsaid() : new Needs.Declared(change.needs(), 1);
    }

    private static Header header(SqitchPlan.Change change) {
        String description =
                change.note().isEmpty() ? Descriptions.fromName(new MigrationId(change.id())) : change.note();
        return new Header(
                description,
                MigrationType.CUSTOM_SQL,
                Set.of(),
                Optional.empty(),
                Repetition.ONCE,
                new Header.Notes(Optional.empty(), Optional.empty(), Optional.of(change.planner()), Optional.empty()));
    }
}
