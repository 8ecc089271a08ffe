package dev.switchback.engine.source;

import static dev.switchback.engine.source.Conversion.refused;

import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.ConvertedFile.Way;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a converted set is written to, and read again from. */
public record ConvertedFolder(Path folder) {

    private static final String TEXT_ADVICE =
            "Look for lines such as `-- @down` and for ${…} in its SQL. The files are written, but do not use them.";

    /**
     * Sees that nothing is there.
     *
     * @throws dev.switchback.engine.failure.SwitchbackException.Unreadable when something is
     */
    public void requireNew() {
        if (isTaken()) {
            throw refused(
                    "folder_exists",
                    folder + " is there and not empty",
                    "Name a new folder; nothing was written.",
                    folder);
        }
    }

    private boolean isTaken() {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        } catch (IOException noFolder) {
            return true;
        }
    }

    /**
     * Writes the files, and refuses to call it done when they say something else than before.
     *
     * @throws dev.switchback.engine.failure.SwitchbackException.Unreadable also when the folder is not new, or cannot be
     *     written to; then nothing is left behind but what was written so far
     */
    public void write(Conversion conversion) {
        requireNew();
        try {
            Files.createDirectories(folder);
            if (conversion.settings().isPresent()) {
                SourceStore.create(
                        folder.resolve("switchback.toml"), conversion.settings().get());
            }
            for (ConvertedFile file : conversion.files()) {
                SourceStore.create(folder.resolve(file.name()), file.text());
            }
        } catch (IOException failure) {
            throw refused(
                    "cannot_write",
                    "the set cannot be written to " + folder + ": " + failure.getMessage(),
                    "Check the permissions of the folder.",
                    folder);
        }
        requireSame(conversion);
    }

    private void requireSame(Conversion conversion) {
        MigrationSet again = ProjectReader.read(folder).sets().getFirst();
        again.problems().files().stream().findFirst().ifPresent(error -> {
            throw refused(
                    "text_changed",
                    error.file().getFileName() + " could not be read any more: "
                            + error.finding().message(),
                    TEXT_ADVICE,
                    error.file());
        });
        List<MigrationId> order = again.migrations().stream().map(Migration::id).toList();
        List<MigrationId> wanted =
                conversion.files().stream().map(ConvertedFile::id).toList();
        boolean sameOrder = conversion.set().layout() == Layout.ALEMBIC
                ? order.size() == wanted.size() && order.containsAll(wanted)
                : order.equals(wanted);
        if (!sameOrder) {
            throw refused("order_changed", "the new files would run in another order: " + order, "", folder);
        }
        conversion.files().forEach(file -> requireSame(conversion, file, again));
    }

    private void requireSame(Conversion conversion, ConvertedFile file, MigrationSet again) {
        MigrationId id = file.id();
        Migration now = again.find(id).orElseThrow();
        if (!now.needs().equals(conversion.needs().get(id))) {
            throw refused("needs_changed", id + " would need something else than before", "", folder);
        }
        Migration before = conversion.set().find(file.former()).orElseThrow();
        boolean same = file.up() == Way.COPIED
                || says(now.scripts().up(), before.scripts().up());
        boolean sameDown = file.down().filter(way -> way != Way.COPIED).isEmpty()
                || says(
                        now.scripts().down().orElseThrow(),
                        before.scripts().down().orElseThrow());
        if (!same || !sameDown) {
            throw refused(
                    "text_changed",
                    id + " would say something else: its SQL has a line or a placeholder that means something in an "
                            + "annotated file",
                    TEXT_ADVICE,
                    folder.resolve(file.name()));
        }
    }

    private static boolean says(Script now, Script before) {
        return statements(now).equals(statements(before));
    }

    private static List<String> statements(Script script) {
        return StatementSplitter.split(script.text(), 1, SqlSyntax.POSTGRESQL).stream()
                .map(statement -> statement.text()
                        + statement.data().map(data -> "\n" + data.lines()).orElse(""))
                .toList();
    }
}
