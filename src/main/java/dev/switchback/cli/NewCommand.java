package dev.switchback.cli;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.source.NewMigration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an empty migration. */
@CommandLine.Command(name = "new", description = "Writes an empty migration beside the others.")
final class NewCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "Words that become the file's name.")
    private String words = "";

    @Option(names = "--type", paramLabel = "T", description = "Such as create_table; custom_sql unless told.")
    private @Nullable String type;

    @Option(names = "--depends-on", paramLabel = "ID", description = "What it needs; may be given several times.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(names = "--merge", description = "In a set of Alembic: a revision that brings all heads together.")
    private boolean merge;

    NewCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "new";
    }

    private Path merged(Switchback opened, MigrationSet set) {
        if (set.alembic().isEmpty()) {
            throw SelectionOptions.wrong("--merge is for sets of Alembic; " + set.name() + " is none");
        }
        return opened.merge(set, words);
    }

    private static String types() {
        return Arrays.stream(MigrationType.values()).map(MigrationType::text).collect(Collectors.joining(", "));
    }

    @Override
    public Integer call() {
        Switchback opened = new Workplace(face, options).project();
        MigrationSet set = opened.project().sets().stream()
                .filter(each -> options.set().map(each.name()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> SelectionOptions.wrong("there is no such set in this project"));
        String word = type == null ? MigrationType.CUSTOM_SQL.text() : type;
        MigrationType kind = MigrationType.of(word)
                .orElseThrow(() -> SelectionOptions.wrong("unknown type " + word, "Known are " + types() + "."));
        Path file = merge ? merged(opened, set) : opened.create(set, new NewMigration(words, kind, dependsOn));
        new Reports(face, this)
                .print(
                        document -> document.put("file", file.toString()),
                        text -> face.out().println(file));
        return ExitCode.DONE;
    }
}
