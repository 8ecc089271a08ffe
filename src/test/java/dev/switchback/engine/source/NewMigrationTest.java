package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewMigrationTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T23:30:00Z"), ZoneId.of("Pacific/Auckland"));
    private static final String BODY = "-- Depends on: []\n-- @up\nSELECT 1;\n";

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void open() {
        project = new SourceFolder(root);
    }

    private Path write(String name, Naming naming) {
        return new NewMigration(name, MigrationType.CREATE_TABLE, List.of()).write(project.read(), naming, CLOCK);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void newFileIsReadBackAsWhatWasAskedFor() {
        project.write("001_a.sql", BODY).write("002_b.sql", BODY);

        Path file = new NewMigration("Add the «Users» table!", MigrationType.CREATE_TABLE, List.of("001_a", "002_b"))
                .write(project.read(), Naming.NUMBERED, CLOCK);

        assertThat(file).isEqualTo(root.resolve("003_add_the_users_table.sql"));
        var migration = project.migration("003_add_the_users_table");
        assertThat(migration.header().description()).isEqualTo("Add the «Users» table!");
        assertThat(migration.header().type()).isEqualTo(MigrationType.CREATE_TABLE);
        assertThat(migration.needs()).containsExactly(new MigrationId("001_a"), new MigrationId("002_b"));
        assertThat(project.findings("003_add_the_users_table")).containsExactly("empty:0");
    }

    @ParameterizedTest
    @CsvSource({
        "001_a.sql,              NUMBERED,  002_x.sql",
        "0099_a.sql,             NUMBERED,  0100_x.sql",
        "999_a.sql,              NUMBERED,  1000_x.sql",
        "001_a.sql,              TIMESTAMP, 20261120233000_x.sql",
        "20240101120000_a.sql,   NUMBERED,  20261120233000_x.sql",
        "V7__a.sql,              NUMBERED,  V8__x.sql"
    })
    void newFileIsNamedAsTheOthersAre(String present, Naming naming, String expected) {
        project.write(present, BODY);

        assertThat(write("x", naming).getFileName()).hasToString(expected);
    }

    @Test
    void firstFileOfAnEmptyFolderIsAnnotated() {
        assertThat(write("x", Naming.NUMBERED))
                .isEqualTo(root.resolve("001_x.sql"))
                .content()
                .contains("-- @up");
    }

    @ParameterizedTest
    @CsvSource({
        "001_a.up.sql,  001_a.down.sql,  002_x.up.sql, 002_x.down.sql",
        "001_a.sql,     down/001_a.sql,  002_x.sql,    down/002_x.sql",
        "V1__a.sql,     U1__a.sql,       V2__x.sql,    U2__x.sql"
    })
    void plainSetGetsAPairLikeItsOthers(String up, String down, String newUp, String newDown) throws IOException {
        project.scripts(up, down);

        write("x", Naming.NUMBERED);

        assertThat(files()).containsExactlyInAnyOrder(up, down, newUp, newDown);
        assertThat(project.ids()).hasSize(2);
        assertThat(project.read().problems().general()).isEmpty();
    }

    @Test
    void fileThatIsThereIsNeverOverwritten() throws IOException {
        project.write("001_a.sql", BODY);
        var before = project.read();
        write("x", Naming.NUMBERED);

        assertThatThrownBy(() -> new NewMigration("x", MigrationType.CUSTOM_SQL, List.of())
                        .write(before, Naming.NUMBERED, CLOCK))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("is there already");
        assertThat(files()).containsExactly("001_a.sql", "002_x.sql");
    }

    @Test
    void nameWithoutAnyLetterIsRefused() {
        assertThatThrownBy(() -> new NewMigration("!?", MigrationType.CUSTOM_SQL, List.of()))
                .isInstanceOf(SwitchbackException.Unreadable.class);
    }

    @Test
    void lineBreakInANameStaysInsideTheComment() {
        Path file = write("x\nDROP TABLE users;", Naming.NUMBERED);

        assertThat(file).content().contains("-- Description: x DROP TABLE users;\n");
        assertThat(project.findings("001_x_drop_table_users")).containsExactly("empty:0");
    }
}
