package dev.switchback.engine.source;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all files of a set; what cannot be read never hides the others. */
final class SetReader {

    private final Path root;
    private final SetConfig config;
    private final Map<String, String> placeholders;
    private final List<ReadFile> drafts = new ArrayList<>();
    private final List<FileInError> errors = new ArrayList<>();
    private final List<Finding> general = new ArrayList<>();

    /** A draft and the file that it was read from. */
    record ReadFile(Draft draft, FileText file, List<Finding> findings) {}

    SetReader(Path root, SetConfig config, Map<String, String> placeholders) {
        this.root = root;
        this.config = config;
        this.placeholders = placeholders;
    }

    MigrationSet read() {
        List<FileText> texts = new ArrayList<>();
        for (Path file : SetFiles.sql(config.folder())) {
            try {
                texts.add(FileText.read(file));
            } catch (FileText.NotText failure) {
                errors.add(error(file, String.valueOf(failure.getMessage()), failure.line()));
            }
        }
        Layout layout = config.layout().orElseGet(() -> recognise(texts));
        switch (layout) {
            case ANNOTATED -> texts.forEach(this::annotated);
            case PLAIN -> plain(texts);
        }
        for (Path stranger : SetFiles.strangers(config.folder())) {
            general.add(Finding.of(
                    FindingCode.NOT_A_MIGRATION,
                    config.folder().relativize(stranger) + " is no migration and is left alone"));
        }
        return new SetAssembly(config, layout, dropDuplicates(), errors, general).assemble();
    }

    private static Layout recognise(List<FileText> texts) {
        boolean annotated = texts.stream().anyMatch(text -> AnnotatedReader.recognises(text.text()));
        return annotated ? Layout.ANNOTATED : Layout.PLAIN;
    }

    private void annotated(FileText file) {
        MigrationId id = new MigrationId(SetFiles.stem(file.file()));
        accept(id, file, () -> new AnnotatedReader(scriptText()).read(id, file));
    }

    private void plain(List<FileText> texts) {
        Map<String, FileText> downs = new HashMap<>();
        List<FileText> ups = new ArrayList<>();
        for (FileText text : texts) {
            Optional<String> down = downOf(text.file());
            down.ifPresentOrElse(id -> downs.put(id, text), () -> ups.add(text));
        }
        for (FileText up : ups) {
            PlainName.of(SetFiles.stem(up.file()))
                    .ifPresentOrElse(name -> plain(up, name, downs), () -> unnumbered(up.file()));
        }
        downs.forEach((id, file) -> general.add(Finding.of(
                FindingCode.DOWN_WITHOUT_UP,
                config.folder().relativize(file.file()) + " takes back " + id + ", but there is no such script")));
    }

    private void plain(FileText up, PlainName name, Map<String, FileText> downs) {
        MigrationId id = new MigrationId(name.id());
        Optional<FileText> down = Optional.ofNullable(downs.remove(name.id()))
                .or(() -> name.version().flatMap(version -> Optional.ofNullable(downs.remove("U" + version))));
        accept(id, up, () -> new PlainReader(scriptText()).read(id, name, up, down));
    }

    /** The id that a file takes back: by its suffix, by Flyway's U, or by lying in a folder called down. */
    private static Optional<String> downOf(Path file) {
        String stem = SetFiles.stem(file);
        Path folder = file.getParent();
        if (folder != null && SetFiles.name(folder).equals("down")) {
            return Optional.of(stem.endsWith(".down") ? stem.substring(0, stem.length() - 5) : stem);
        }
        return PlainName.of(stem)
                .filter(name -> name.role() == PlainName.Role.DOWN)
                .map(name -> stem.startsWith("U") ? "U" + name.version().orElse("") : name.id());
    }

    private void unnumbered(Path file) {
        String remark = SetFiles.name(file).equals("rollback.sql")
                ? " is never taken as a migration: it says nothing about which ones it takes back"
                : " has no number and is left alone; give it one to make it a migration";
        general.add(Finding.of(FindingCode.NOT_A_MIGRATION, config.folder().relativize(file) + remark));
    }

    private ScriptText scriptText() {
        return new ScriptText(root, placeholders);
    }

    private interface Parsing {
        Draft parse();
    }

    private void accept(MigrationId id, FileText file, Parsing parsing) {
        try {
            Draft draft = parsing.parse();
            List<Finding> findings = new ArrayList<>(draft.findings());
            if (statements(draft.scripts().up()).isEmpty()) {
                findings.add(Finding.of(
                        FindingCode.EMPTY, "there is no statement in the up script; running it only records it"));
            }
            draft.scripts().down().ifPresent(SetReader::statements);
            draft.scripts().checks().forEach(check -> statements(check.script()));
            drafts.add(new ReadFile(draft, file, findings));
        } catch (SqlSyntaxException failure) {
            errors.add(new FileInError(
                    file.file(),
                    id,
                    Finding.at(
                            FindingCode.UNREADABLE,
                            SetFiles.name(file.file()) + ":" + failure.line() + ":" + failure.column() + ": "
                                    + failure.getMessage(),
                            failure.line())));
        }
    }

    private static List<SqlStatement> statements(Script script) {
        return StatementSplitter.split(script.text(), script.firstLine(), SqlSyntax.POSTGRESQL);
    }

    private static FileInError error(Path file, String message, int line) {
        return new FileInError(
                file,
                new MigrationId(SetFiles.stem(file)),
                Finding.at(FindingCode.UNREADABLE, SetFiles.name(file) + ": " + message, line));
    }

    /** Two files of one id: neither can be trusted to be the one that is meant. */
    private List<ReadFile> dropDuplicates() {
        Map<MigrationId, List<ReadFile>> byId = new LinkedHashMap<>();
        drafts.forEach(read ->
                byId.computeIfAbsent(read.draft().id(), id -> new ArrayList<>()).add(read));
        List<ReadFile> single = new ArrayList<>();
        byId.forEach((id, files) -> {
            if (files.size() == 1) {
                single.add(files.getFirst());
            } else {
                files.forEach(file -> errors.add(duplicate(id, file, files)));
            }
        });
        return single;
    }

    private FileInError duplicate(MigrationId id, ReadFile file, List<ReadFile> all) {
        List<String> names = all.stream()
                .map(read -> config.folder().relativize(read.file().file()).toString())
                .toList();
        return new FileInError(
                file.file().file(),
                id,
                Finding.at(
                        FindingCode.DUPLICATE_ID,
                        "several files give the id " + id + ": " + String.join(", ", names) + ". Rename or remove one",
                        1));
    }
}
