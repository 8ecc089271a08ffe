package dev.switchback.engine.source;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Files that claim the same place. In a plain set the number is the name; in an annotated one it is only the beginning
 * of a name, and days are shared by many migrations in both.
 */
final class Duplicates {

    private final Map<Path, FileInError> errors = new HashMap<>();

    private final Path folder;

    private Duplicates(Path folder) {
        this.folder = folder;
    }

    static Duplicates of(List<FileName> ups, SetConfig config, Layout layout) {
        Duplicates duplicates = new Duplicates(config.folder());
        Map<String, List<FileName>> claims = ups.stream().collect(Collectors.groupingBy(up -> claim(up, layout)));
        claims.values().stream().filter(files -> files.size() > 1).forEach(duplicates::note);
        return duplicates;
    }

    Optional<FileInError> errorOf(FileName name) {
        return Optional.ofNullable(errors.get(name.file()));
    }

    private static String claim(FileName up, Layout layout) {
        return switch (layout) {
            // file systems that ignore letter case could hold only one of two such names
            case ANNOTATED, SQITCH, ALEMBIC -> "name " + up.id().toLowerCase(Locale.ROOT);
            case PLAIN, PYTHON ->
                up.version()
                        .filter(version -> !up.isDated())
                        .map(version -> "number " + version)
                        .orElse("name " + up.id().toLowerCase(Locale.ROOT));
        };
    }

    private void note(List<FileName> files) {
        String names = files.stream()
                .map(name -> folder.relativize(name.file()).toString())
                .sorted()
                .collect(Collectors.joining(" and "));
        for (FileName name : files) {
            Finding finding = Finding.at(
                    FindingCode.DUPLICATE_ID,
                    names + " claim the same number, so it is not clear which runs first. Rename or remove one of them",
                    1);
            errors.put(name.file(), new FileInError(name.file(), new MigrationId(name.id()), finding));
        }
    }
}
