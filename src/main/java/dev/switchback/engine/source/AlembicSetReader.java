package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.NaturalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the revisions of Alembic from their files, without Python. */
final class AlembicSetReader {

    private static final int DEEPEST = 20;

    private final SetConfig config;
    private final AlembicPlace place;
    private final AlembicSettings.Depth depth;

    private AlembicSetReader(SetConfig config, AlembicSettings settings) {
        this.config = config;
        this.place = settings.place().with(config.interpreter());
        this.depth = settings.depth();
    }

    static MigrationSet read(SetConfig config, AlembicSettings settings) {
        return new AlembicSetReader(config, settings).read();
    }

    static SwitchbackException notSetUp(SetConfig config) {
        return new SwitchbackException.Unreadable(
                "no_alembic",
                config.folder() + " has no alembic.ini, or none that names a script_location",
                "Correct the path or the layout of the set in switchback.toml.",
                Optional.of(config.folder()));
    }

    /** A file with what it says, or with why it says nothing. */
    private record Read(FileContent file, Optional<AlembicRevision> revision, Member member) {

        String created() {
            return revision.map(AlembicRevision::created).orElse("");
        }

        String name() {
            return file.file().getFileName().toString();
        }
    }

    private MigrationSet read() {
        List<Read> all = files().parallelStream()
                .map(TextFiles::read)
                .map(AlembicSetReader::read)
                .toList();
        Map<MigrationId, List<Read>> byId = all.stream()
                .sorted(Comparator.comparing(Read::created).thenComparing(Read::name, NaturalOrder.INSTANCE))
                .collect(Collectors.groupingBy(each -> each.member().id(), LinkedHashMap::new, Collectors.toList()));
        List<Member> members = new ArrayList<>();
        List<FileInError> further = new ArrayList<>();
        byId.forEach((id, files) -> {
            if (files.size() == 1) {
                members.add(files.getFirst().member());
            } else {
                List<FileInError> errors = duplicates(id, files);
                members.add(new Member.Broken(errors.getFirst()));
                further.addAll(errors.subList(1, errors.size()));
            }
        });
        MigrationSet set = new SetAssembly(config, members)
                .assemble(Layout.ALEMBIC, further, new SetAssembly.Remarks(general(), Optional.empty()));
        return AlembicHeads.noted(set).at(place);
    }

    private static Read read(FileContent file) {
        MigrationId byName =
                new MigrationId(file.file().getFileName().toString().replaceFirst("\\.py$", ""));
        try {
            FileContent.Text text = UnreadableFileException.textOf(file);
            AlembicRevision revision = AlembicRevision.of(text);
            return new Read(file, Optional.of(revision), new Member.Sound(AlembicLayout.read(text, revision)));
        } catch (UnreadableFileException error) {
            return new Read(
                    file, Optional.empty(), new Member.Broken(new FileInError(error.file(), byName, error.finding())));
        }
    }

    private List<FileInError> duplicates(MigrationId id, List<Read> files) {
        String names = files.stream().map(Read::name).sorted().collect(Collectors.joining(" and "));
        Finding finding = Finding.at(
                FindingCode.DUPLICATE_ID,
                names + " both say that they are revision " + id + ", and Alembic would take one of them. Change one",
                1);
        return files.stream()
                .map(file -> new FileInError(file.file().file(), id, finding))
                .toList();
    }

    private List<Finding> general() {
        return place.versions().stream()
                .filter(folder -> !Files.isDirectory(folder))
                .map(folder -> Finding.of(
                        FindingCode.NOT_A_MIGRATION,
                        "there is no folder " + config.folder().relativize(folder) + ", which "
                                + place.settings().getFileName() + " names for revisions"))
                .toList();
    }

    /** What Alembic takes for a revision: every Python file but {@code __init__.py} and an editor's lock. */
    private List<Path> files() {
        int levels = switch (depth) {
            case FOLDER_ONLY -> 1;
            case ALL_FOLDERS -> DEEPEST;
        };
        return place.versions().stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder, levels).stream())
                .distinct()
                .toList();
    }

    private static List<Path> files(Path folder, int levels) {
        try (Stream<Path> entries = Files.walk(folder, levels)) {
            return entries.filter(AlembicSetReader::isRevision).sorted().toList();
        } catch (IOException | UncheckedIOException failure) {
            throw new SwitchbackException.Unreadable(
                    "folder_unreadable",
                    "the folder " + folder + " cannot be read: " + failure.getMessage(),
                    "Check that your user may read it.",
                    Optional.of(folder));
        }
    }

    private static boolean isRevision(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".py")
                && !name.startsWith("__init__")
                && !name.startsWith(".#")
                && !Files.isDirectory(file);
    }
}
