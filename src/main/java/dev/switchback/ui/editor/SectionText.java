package dev.switchback.ui.editor;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.ui.editor.EditorHeader.Part;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows a part of a migration; a revision of Alembic as the SQL that Alembic writes of it, as soon as it is written. */
final class SectionText {

    private static final int LONGEST_COMMENT = 76;
    private static final Set<FindingCode> REASONS =
            Set.of(FindingCode.NOT_WRITTEN, FindingCode.DOWN_NOT_WRITTEN, FindingCode.ONLINE_ONLY);

    private final Workspace workspace;
    private final SqlArea area;

    SectionText(Workspace workspace, SqlArea area) {
        this.workspace = workspace;
        this.area = area;
    }

    /** What is shown: SQL, or why there is none. */
    private record Shown(String text, CodeLanguage language) {

        static final Shown NOTHING = new Shown("", CodeLanguage.SQL);

        static Shown of(Script script) {
            return new Shown(script.text(), script.program().isPresent() ? CodeLanguage.PYTHON : CodeLanguage.SQL);
        }
    }

    void show(Optional<MigrationKey> key, Part part, Optional<Script> script) {
        area.setEditable(false);
        area.setFirstLine(script.map(Script::firstLine).orElse(1));
        if (key.isPresent() && script.filter(SectionText::isToBeWritten).isPresent()) {
            preview(key.get(), part);
        } else {
            show(script.map(Shown::of).orElse(Shown.NOTHING));
        }
    }

    private void show(Shown shown) {
        area.setLanguage(shown.language());
        area.show(shown.text());
    }

    private static boolean isToBeWritten(Script script) {
        return script.program()
                .filter(program -> program instanceof Program.AlembicRevision revision
                        && revision.onlyOnline().isEmpty())
                .isPresent();
    }

    /** An answer that comes when something else is shown is of no use. */
    private void preview(MigrationKey key, Part part) {
        String waiting =
                "-- " + key.id() + " " + part.name().toLowerCase(Locale.ROOT) + ": " + Texts.get("editor.writing");
        show(new Shown(waiting, CodeLanguage.SQL));
        Switchback project = workspace.projectProperty().get().orElseThrow();
        workspace.tasks().quietly(() -> written(project, key, part), written -> {
            if (area.getText().equals(waiting)) {
                show(written);
            }
        });
    }

    private static Shown written(Switchback project, MigrationKey key, Part part) {
        try {
            return project.written(key.set(), key.id())
                    .map(set -> written(set, key.id(), part))
                    .orElse(Shown.NOTHING);
        } catch (SwitchbackException failure) {
            String said = comment(String.valueOf(failure.getMessage())) + comment(failure.advice());
            return new Shown(said.stripTrailing(), CodeLanguage.SQL);
        }
    }

    /** What stays Python was not written: its findings say why. */
    private static Shown written(MigrationSet set, MigrationId id, Part part) {
        Optional<Script> script = set.find(id).flatMap(part::script);
        if (script.flatMap(Script::program).isEmpty()) {
            return script.map(Shown::of).orElse(Shown.NOTHING);
        }
        String reasons = set.problems().of(id).stream()
                .filter(finding -> REASONS.contains(finding.code()))
                .map(finding -> comment(finding.message() + line(finding)))
                .collect(Collectors.joining());
        return new Shown(reasons.stripTrailing(), CodeLanguage.SQL);
    }

    private static String line(Finding finding) {
        return finding.line().isPresent() ? " (line " + finding.line().getAsInt() + ")" : "";
    }

    /** As wide as the narrowest window shows. */
    private static String comment(String text) {
        StringBuilder lines = new StringBuilder();
        for (String line : text.lines().toList()) {
            int width = LONGEST_COMMENT;
            for (String word : line.split(" ", -1)) {
                if (width + 1 + word.length() > LONGEST_COMMENT) {
                    lines.append(lines.isEmpty() ? "--" : "\n--");
                    width = 2;
                }
                lines.append(' ').append(word);
                width += 1 + word.length();
            }
        }
        return lines.append('\n').toString();
    }
}
