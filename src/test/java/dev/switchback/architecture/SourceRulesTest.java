package dev.switchback.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about source files that no compiler checks. */
class SourceRulesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_LINES = 300;

    @Test
    void noFileIsTooLongToReadInOneGo() throws IOException {
        assertThat(javaFiles())
                .filteredOn(file -> lines(file).size() > MOST_LINES)
                .as("split these by what they are about")
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertThat(javaFiles().stream().map(Path::getParent).distinct())
                .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
                .as("add a package-info.java with @NullMarked and one sentence")
                .isEmpty();
    }

    @Test
    void everyTopLevelTypeSaysWhatItIsFor() throws IOException {
        assertThat(javaFiles())
                .filteredOn(file ->
                        lines(file).stream().noneMatch(line -> line.startsWith("/**") || line.startsWith(" * ")))
                .as("add one sentence of Javadoc to the type")
                .isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
