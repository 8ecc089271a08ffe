package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.source.SourceStore.Opened;
import dev.switchback.engine.source.SourceStore.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceStoreTest {

    @TempDir
    Path root;

    private Path file(String text) throws IOException {
        return Files.writeString(root.resolve("001_a.sql"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo\n", "one\r\ntwo\r\n", "\uFEFFone\ntwo\n", "\uFEFFone\r\ntwo\r\n"})
    void savedFileKeepsItsStyleAndPermissions(String before) throws IOException {
        Path file = file(before);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        Opened opened = SourceStore.open(file);
        assertThat(opened.text()).isEqualTo("one\ntwo\n");

        Saved saved = SourceStore.save(file, "one\nthree\n", opened.digest());

        assertThat(saved)
                .isInstanceOfSatisfying(
                        Saved.Done.class, done -> assertThat(done.now().text()).isEqualTo("one\nthree\n"));
        assertThat(file).content().isEqualTo(before.replace("two", "three"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        assertThat(root).isDirectoryNotContaining("glob:**.saving");
    }

    @Test
    void fileThatAnotherProgramChangedIsNotOverwritten() throws IOException {
        Path file = file("one\n");
        Opened opened = SourceStore.open(file);
        Files.writeString(file, "theirs\n");

        Saved saved = SourceStore.save(file, "mine\n", opened.digest());

        assertThat(saved)
                .isInstanceOfSatisfying(
                        Saved.ChangedOnDisk.class,
                        changed -> assertThat(changed.theirs().text()).isEqualTo("theirs\n"));
        assertThat(file).content().isEqualTo("theirs\n");
    }

    @Test
    void fileThatAnotherProgramRemovedIsNotBroughtBack() throws IOException {
        Path file = file("one\n");
        Opened opened = SourceStore.open(file);
        Files.delete(file);

        assertThat(SourceStore.save(file, "mine\n", opened.digest())).isEqualTo(new Saved.Gone(file));
        assertThat(file).doesNotExist();
    }

    @Test
    void linkStaysALink() throws IOException {
        Path target = Files.writeString(root.resolve("target.txt"), "one\n");
        Path link = Files.createSymbolicLink(root.resolve("001_link.sql"), target);

        SourceStore.save(link, "two\n", SourceStore.open(link).digest());

        assertThat(link).isSymbolicLink();
        assertThat(target).content().isEqualTo("two\n");
    }
}
