package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every set of every sample becomes annotated files with which a database begins, and ends, as it did before. */
class ConvertedSamplesTest {

    private static final Path ALL = Path.of("migrations-samples");

    @TempDir
    Path folder;

    static Stream<Arguments> sets() throws IOException {
        try (Stream<Path> samples = Files.list(ALL)) {
            return samples.filter(Files::isDirectory).sorted().toList().stream()
                    .flatMap(sample -> ProjectReader.read(sample).sets().stream()
                            .map(set -> Arguments.of(sample.getFileName().toString(), set.name())));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("sets")
    void structureRowsNeedsAndOrderAreTheSame(String sample, String set) {
        Path project = folder.resolve("project");
        ProjectFolder.copy(ALL.resolve(sample), project);
        ConvertedSet converted = new ConvertedSet(project, set, folder.resolve("converted"));

        assertThat(converted.proved(TestDatabases.postgres()).path("order").asText())
                .isEqualTo("same");

        assertThat(ids(converted.after().migrations()))
                .isEqualTo(ids(converted.before().migrations()));
        if (converted.before().phases().isEmpty()) {
            converted.sameRows();
        }
    }

    private static List<String> ids(List<Migration> migrations) {
        return migrations.stream().map(migration -> migration.id().value()).toList();
    }
}
