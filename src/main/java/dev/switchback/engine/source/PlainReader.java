package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Header.Notes;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import dev.switchback.engine.migration.TransactionMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one migration of the plain layout: an up script, and perhaps a down script in a file of its own. */
final class PlainReader {

    private final ScriptText scriptText;

    PlainReader(ScriptText scriptText) {
        this.scriptText = scriptText;
    }

    Draft read(MigrationId id, PlainName name, FileText up, Optional<FileText> down) {
        Header header = new Header(
                describe(id.value()),
                MigrationType.CUSTOM_SQL,
                Set.of(),
                Optional.empty(),
                name.repetition(),
                Notes.NONE);
        Scripts scripts = new Scripts(script(up), down.map(this::script), List.of(), TransactionMode.AUTOMATIC);
        List<Path> companions = new ArrayList<>(scriptText.included());
        down.ifPresent(file -> companions.add(file.file()));
        return new Draft(
                id,
                header,
                scripts,
                Optional.empty(),
                new SourceFile(up.file(), companions, up.text()),
                findings(scripts));
    }

    private static List<Finding> findings(Scripts scripts) {
        return scripts.down().filter(Script::isBlank).isPresent()
                ? List.of(Finding.of(FindingCode.NO_DOWN, "the down script is empty: rolling back would undo nothing"))
                : List.of();
    }

    private Script script(FileText file) {
        return new Script(scriptText.complete(file.text(), file.file(), 1), file.file(), 1);
    }

    /** {@code 003_add_index} reads "add index". */
    static String describe(String id) {
        return id.replaceFirst("^[VR]?[0-9][0-9_.-]*", "")
                .replaceFirst("^R?__", "")
                .replace('_', ' ')
                .strip();
    }
}
