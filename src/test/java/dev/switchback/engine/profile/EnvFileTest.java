package dev.switchback.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of variables as people write them. */
class EnvFileTest {

    @TempDir
    Path folder;

    private Map<String, String> read(String text) throws IOException {
        return EnvFile.around(
                Map.of("SET", "before", "HOST", "db.larkfield.example"),
                Files.writeString(folder.resolve(".env"), text));
    }

    @Test
    void valuesAreReadAsTheyAreMeant() throws IOException {
        assertThat(read("""
                # a comment

                PLAIN = one two   # and why
                export HASH=a#b
                SINGLE='${HOST} # stays' # gone
                DOUBLE="line\\nnext \\"quoted\\" ${HOST}"
                URL=postgresql://app:p%40ss@${HOST}:${PORT:-5432}/ask${NOTHING}
                EMPTY=
                """))
                .containsAllEntriesOf(Map.of(
                        "PLAIN", "one two",
                        "HASH", "a#b",
                        "SINGLE", "${HOST} # stays",
                        "DOUBLE", "line\nnext \"quoted\" db.larkfield.example",
                        "URL", "postgresql://app:p%40ss@db.larkfield.example:5432/ask",
                        "EMPTY", ""));
    }

    @Test
    void whatIsSetAlreadyStays() throws IOException {
        assertThat(read("SET=after\r\nNEW=1\r\n"))
                .containsEntry("SET", "before")
                .containsEntry("NEW", "1");
    }

    @Test
    void quoteThatDoesNotEndIsAnErrorThatKeepsTheSecret() {
        assertThatThrownBy(() -> read("A=1\nPASSWORD=\"spitze\n"))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining(".env, line 2")
                .hasMessageNotContaining("spitze");
    }

    @Test
    void fileThatIsNotThere() {
        assertThatThrownBy(() -> EnvFile.around(Map.of(), folder.resolve("nothing")))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("does not exist");
    }
}
