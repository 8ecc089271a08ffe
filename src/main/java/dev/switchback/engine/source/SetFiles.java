package dev.switchback.engine.source;

import dev.switchback.engine.migration.NaturalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a set's folder, in natural order. */
final class SetFiles {

    private static final int DEEPEST = 4;
    private static final Set<String> KNOWN = Set.of("switchback.toml", "readme.md", "readme", "readme.txt", "license");

    private SetFiles() {}

    static List<Path> sql(Path folder) {
        return list(folder).filter(SetFiles::isSql).sorted(order(folder)).toList();
    }

    /** Files that are neither SQL nor expected beside it. */
    static List<Path> strangers(Path folder) {
        return list(folder)
                .filter(file -> !isSql(file) && !Files.isDirectory(file))
                .filter(file -> !KNOWN.contains(name(file).toLowerCase(Locale.ROOT)))
                .sorted(order(folder))
                .toList();
    }

    static boolean hasSql(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(SetFiles::isSql);
        } catch (IOException failure) {
            return false;
        }
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** The file name without {@code .sql}. */
    static String stem(Path file) {
        return name(file).substring(0, name(file).length() - ".sql".length());
    }

    private static boolean isSql(Path file) {
        return name(file).toLowerCase(Locale.ROOT).endsWith(".sql")
                && name(file).length() > ".sql".length();
    }

    private static Comparator<Path> order(Path folder) {
        return Comparator.comparing(SetFiles::name, NaturalOrder.INSTANCE)
                .thenComparing(file -> folder.relativize(file).toString());
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(file -> !file.equals(folder) && !isHidden(folder, file)).toList().stream()
                    .filter(file -> isSql(file) || Files.isRegularFile(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
