package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A set as annotated files in a folder of their own, before anything is written. Ids stay what they are wherever a file can
 * be called so, so that a ledger fits both; what each migration needs, and the order, stay too.
 *
 * @param needs of each migration, as the new files have to say them
 * @param settings the text of switchback.toml; empty where none is needed
 * @param remarks what somebody should know
 */
public record Conversion(
        MigrationSet set,
        List<ConvertedFile> files,
        Map<MigrationId, List<MigrationId>> needs,
        Optional<String> settings,
        List<String> remarks) {

    public Conversion {
        files = List.copyOf(files);
        needs = Map.copyOf(needs);
        remarks = List.copyOf(remarks);
    }

    /** How many of the last have a way back. */
    public int reversible() {
        int count = 0;
        while (count < files.size() && hasWayBack(files.get(files.size() - 1 - count))) {
            count++;
        }
        return count;
    }

    private boolean hasWayBack(ConvertedFile file) {
        Migration migration = set.find(file.former()).orElseThrow();
        return migration.header().notes().irreversible().isEmpty()
                && migration
                        .scripts()
                        .down()
                        .filter(script -> !script.isBlank())
                        .isPresent();
    }

    /** Whether each migration needs what it needed, no less and no more. */
    public boolean keepsNeeds() {
        Map<MigrationId, MigrationId> names =
                files.stream().collect(Collectors.toMap(ConvertedFile::former, ConvertedFile::id));
        return files.stream()
                .allMatch(file -> set.find(file.former()).orElseThrow().needs().stream()
                        .map(id -> names.getOrDefault(id, id))
                        .toList()
                        .equals(needs.get(file.id())));
    }

    /** Whether all run in the order in which they ran; without that, it is only what needs nothing of each other that does not. */
    public boolean keepsOrder() {
        List<MigrationId> order = files.stream().map(ConvertedFile::id).toList();
        return set.layout() != Layout.ALEMBIC
                || DependencyOrder.of(order.stream().sorted().toList(), needs)
                        .sorted()
                        .equals(order);
    }

    /**
     * Drafts the files of a set; nothing is written.
     *
     * @throws SwitchbackException.Unreadable when it cannot be done
     */
    public static Conversion of(Project project, SetInSql source) {
        requirePossible(source.set());
        return new ConversionDraft(project, source).draft();
    }

    /**
     * Sees that a set can be converted, whatever its scripts are.
     *
     * @throws SwitchbackException.Unreadable when it cannot
     */
    public static void requirePossible(MigrationSet set) {
        Optional<FileInError> error = set.problems().files().stream().findFirst();
        if (error.isPresent()) {
            throw refused(
                    "file_in_error",
                    error.get().file().getFileName() + " cannot be read: "
                            + error.get().finding().message(),
                    "Mend it first; nothing was written.",
                    error.get().file());
        }
        long names = set.migrations().stream()
                .map(migration -> fileName(migration.id()))
                .distinct()
                .count();
        if (names < set.migrations().size()) {
            throw refused(
                    "same_name",
                    "two migrations of this set would get one file name",
                    "Rename one of them first; nothing was written.",
                    set.folder());
        }
    }

    static MigrationId fileName(MigrationId id) {
        return new MigrationId(id.value().replace('/', '_'));
    }

    static SwitchbackException refused(String code, String message, String advice, Path file) {
        return new SwitchbackException.Unreadable(code, message, advice, Optional.of(file));
    }
}
