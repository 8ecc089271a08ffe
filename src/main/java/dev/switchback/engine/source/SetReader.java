package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.NaturalOrder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one set from its folder. */
final class SetReader {

    private final Path root;
    private final SetConfig config;
    private final FolderScan scan;
    private final Map<Path, FileContent> contents;
    private final Layout layout;
    private final SourceLayoutReader reader;
    private final SourceLayoutReader liquibase;

    private SetReader(Path root, SetConfig config, Placeholders placeholders) {
        this.root = root;
        this.config = config;
        this.scan = scan(config.folder());
        this.contents = contents(scan);
        Map<Path, FileContent> programs = read(scan.otherLanguages().stream()
                .map(FileName::file)
                .filter(file -> file.toString().endsWith(".py"))
                .toList());
        this.layout = config.layout().orElseGet(() -> LayoutRecognition.of(contents.values(), programs.values()));
        contents.putAll(programs);
        Includes includes = new Includes(root, config.folder());
        Supplier<ScriptReader> scripts = () -> new ScriptReader(includes, placeholders);
        this.liquibase = new LiquibaseLayout(scripts);
        this.reader = switch (layout) {
            case ANNOTATED -> new AnnotatedLayout(scripts);
            case PLAIN, SQITCH -> new PlainLayout(scripts);
            case PYTHON -> new PythonLayout();
            case ALEMBIC -> throw new IllegalStateException("read by AlembicSetReader");
        };
    }

    /** Files stand for themselves, so that all processors may read them at once; their order is kept. */
    private static Map<Path, FileContent> contents(FolderScan scan) {
        List<Path> files = Stream.concat(scan.ups().stream(), scan.unnumbered().stream())
                .map(FileName::file)
                .toList();
        return read(files);
    }

    private static Map<Path, FileContent> read(List<Path> files) {
        List<FileContent> read = files.parallelStream().map(TextFiles::read).toList();
        Map<Path, FileContent> contents = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            contents.put(files.get(i), read.get(i));
        }
        return contents;
    }

    /** Reads a set; files in error become part of it. */
    static MigrationSet read(Path root, SetConfig config, Placeholders placeholders) {
        if (config.layout().map(Layout.SQITCH::equals).orElseGet(() -> SqitchPlan.isIn(config.folder()))) {
            return SqitchSet.read(root, config, placeholders);
        }
        Optional<AlembicSettings> alembic =
                config.layout().filter(layout -> layout != Layout.ALEMBIC).isPresent()
                        ? Optional.empty()
                        : AlembicSettings.in(config.folder());
        return alembic.map(settings -> AlembicSetReader.read(config, settings)).orElseGet(() -> {
            if (config.layout().filter(layout -> layout == Layout.ALEMBIC).isPresent()) {
                throw AlembicSetReader.notSetUp(config);
            }
            return new SetReader(root, config, placeholders).read();
        });
    }

    private MigrationSet read() {
        List<FileName> ups = ups();
        Pairs pairs = Pairs.of(ups, scan.downs());
        Duplicates duplicates = Duplicates.of(ups, config, layout);
        Map<MigrationId, Member> members = new LinkedHashMap<>();
        List<FileInError> further = new ArrayList<>();
        List<Member> read = ups.parallelStream()
                .map(up ->
                        duplicates.errorOf(up).<Member>map(Member.Broken::new).orElseGet(() -> member(up, pairs)))
                .toList();
        for (Member member : read) {
            Member first = members.putIfAbsent(member.id(), member);
            if (first != null) {
                member.error().ifPresent(further::add);
            }
        }
        List<Finding> general = new FolderRemarks(root, config, scan).of(pairs.lone(), filesOf(ups, members.values()));
        return new SetAssembly(config, List.copyOf(members.values()))
                .assemble(layout, further, new SetAssembly.Remarks(general, scan.rollbackScript()));
    }

    /** All that takes a place in the order, numbered or not. */
    private List<FileName> ups() {
        List<FileName> annotated = scan.unnumbered().stream()
                .filter(name -> LayoutRecognition.belongs(contents.get(name.file()), layout))
                .toList();
        return Stream.of(scan.ups(), annotated, scan.otherLanguages())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(FileName::id, NaturalOrder.INSTANCE))
                .toList();
    }

    private Member member(FileName up, Pairs pairs) {
        MigrationId id = new MigrationId(up.id());
        try {
            FileGroup group = group(up, id, pairs);
            return new Member.Sound((LiquibaseLayout.reads(group.up()) ? liquibase : reader).read(group));
        } catch (UnreadableFileException error) {
            return new Member.Broken(new FileInError(error.file(), id, error.finding()));
        }
    }

    private FileGroup group(FileName up, MigrationId id, Pairs pairs) {
        boolean python = layout == Layout.PYTHON && contents.containsKey(up.file());
        if (up.role() == FileName.Role.OTHER_LANGUAGE && !python) {
            throw OtherLanguages.refused(up.file());
        }
        if (layout == Layout.PYTHON && up.role() != FileName.Role.OTHER_LANGUAGE) {
            throw OtherLanguages.sqlAmongPython(up.file());
        }
        FileContent content = Objects.requireNonNull(contents.get(up.file()));
        Optional<FileContent> down = pairs.downOf(up).map(FileName::file).map(TextFiles::read);
        return new FileGroup(
                id, content, down, up.role() == FileName.Role.REPEATABLE ? Repetition.ON_CHANGE : Repetition.ONCE);
    }

    private static Set<Path> filesOf(List<FileName> ups, Collection<Member> members) {
        Set<Path> files = ups.stream().map(FileName::file).collect(Collectors.toCollection(HashSet::new));
        members.stream()
                .flatMap(member -> member.draft().stream())
                .forEach(draft -> files.addAll(draft.source().companions()));
        return files;
    }

    private static FolderScan scan(Path folder) {
        try {
            return FolderScan.of(folder);
        } catch (UncheckedIOException failure) {
            throw new SwitchbackException.Unreadable(
                    "folder_unreadable",
                    "the folder " + folder + " cannot be read: " + failure.getMessage(),
                    "Check that it exists and that your user may read it.",
                    Optional.of(folder));
        }
    }
}
