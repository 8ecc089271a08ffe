package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Migration;
import dev.switchback.support.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAsReadTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void twoMigrations() {
        project = new ProjectFolder(folder)
                .write("migrations/001_crates.up.sql", "CREATE TABLE crates (id integer);\n\\i parts.txt\n")
                .write("migrations/001_crates.down.sql", "DROP TABLE crates;\n")
                .write("migrations/parts.txt", "CREATE TABLE parts (id integer);\n")
                .write("migrations/002_lids.up.sql", "CREATE TABLE lids (id integer);\n")
                .write("migrations/002_lids.down.sql", "DROP TABLE lids;\n");
    }

    private Migration read() {
        return ProjectReader.read(folder).sets().getFirst().migrations().getFirst();
    }

    @Test
    void filesThatNobodyTouchedAreAsTheyWere() {
        assertThat(FilesAsRead.of(read())).isTrue();
    }

    @Test
    void filesOfOthersAreOfNoInterest() {
        Migration read = read();
        project.write("migrations/002_lids.up.sql", "CREATE TABLE lids (id bigint);\n")
                .write("migrations/000_first.up.sql", "SELECT 1;\n");

        assertThat(FilesAsRead.of(read)).isTrue();
    }

    @Test
    void eachByteOfTheMainFileCounts() {
        Migration read = read();
        project.write("migrations/001_crates.up.sql", "CREATE TABLE crates (id integer); \n\\i parts.txt\n");

        assertThat(FilesAsRead.of(read)).isFalse();
    }

    @Test
    void wayBackAndIncludedFilesCount() {
        Migration read = read();
        project.write("migrations/parts.txt", "CREATE TABLE parts (id bigint);\n");
        assertThat(FilesAsRead.of(read)).as("included").isFalse();

        read = read();
        project.write("migrations/001_crates.down.sql", "DROP TABLE crates, parts;\n");
        assertThat(FilesAsRead.of(read)).as("way back").isFalse();
    }

    @Test
    void fileThatIsGoneIsNotAsItWas() throws IOException {
        Migration read = read();
        Files.delete(folder.resolve("migrations/parts.txt"));
        assertThat(FilesAsRead.of(read)).as("included").isFalse();

        Files.delete(folder.resolve("migrations/001_crates.up.sql"));
        assertThat(FilesAsRead.of(read)).as("main file").isFalse();
    }
}
