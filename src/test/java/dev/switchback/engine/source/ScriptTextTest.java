package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Digests.Change;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementSplitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encodings, includes and placeholders: what becomes of a file's bytes before they are statements. */
class ScriptTextTest {

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void open() {
        project = new SourceFolder(root);
    }

    private List<Place> places(String id) {
        Script up = project.migration(id).scripts().up();
        return StatementSplitter.split(up.text(), up.firstLine(), SqlSyntax.POSTGRESQL).stream()
                .map(SqlStatement::line)
                .map(up::placeOf)
                .toList();
    }

    @Test
    void bytesThatAreNoTextAreSaidWithTheirLine() throws IOException {
        project.scripts("000_good.sql")
                .writeBytes("001_binary.sql", new byte[] {'-', '-', '\n', 'a', 0, 1})
                .writeBytes("002_latin.sql", "-- ok\n-- caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
                .writeBytes("003_utf16.sql", "SELECT 1;".getBytes(StandardCharsets.UTF_16));
        Files.createDirectory(root.resolve("004_folder.sql"));
        Files.createSymbolicLink(root.resolve("005_nowhere.sql"), root.resolve("gone"));

        assertThat(project.ids()).containsExactly("000_good");
        assertThat(project.errors())
                .containsExactly("001_binary:2", "002_latin:2", "003_utf16:1", "004_folder:1", "005_nowhere:1");
        assertThat(project.read().problems().files())
                .extracting(error -> error.finding().message())
                .satisfiesExactly(
                        message -> assertThat(message).contains("binary"),
                        message -> assertThat(message).contains("0xE9").contains("save it as UTF-8"),
                        message -> assertThat(message).contains("UTF-16"),
                        message -> assertThat(message).contains("folder"),
                        message -> assertThat(message).contains("link to a file that does not exist"));
    }

    @Test
    void replacementCharacterItselfIsText() {
        project.write("001_a.sql", "SELECT '\uFFFD';\n");

        assertThat(project.errors()).isEmpty();
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNoPartOfTheText() {
        project.scripts("001_a.sql");
        String checksum = project.migration("001_a").checksum();

        project.write("001_a.sql", "\uFEFFSELECT 1;\r\n");

        assertThat(project.migration("001_a").checksum()).isEqualTo(checksum);
        assertThat(project.migration("001_a").scripts().up().text()).isEqualTo("SELECT 1;\n");
    }

    @Test
    void statementsOfIncludedFilesKeepTheirOwnPlaces() {
        project.write("001_a.sql", "SELECT 1;\n\\i parts/outer.inc\nSELECT 2;\n\\ir parts/last.inc\nSELECT 3;\n")
                .write("parts/outer.inc", "-- outer\nSELECT 10;\n\\ir inner.inc\nSELECT 11;\n")
                .write("parts/inner.inc", "\n\nSELECT 100;\n")
                .write("parts/last.inc", "SELECT 20;");
        Path main = root.resolve("001_a.sql");
        Path outer = root.resolve("parts/outer.inc");

        assertThat(places("001_a"))
                .containsExactly(
                        new Place(main, 1),
                        new Place(outer, 2),
                        new Place(root.resolve("parts/inner.inc"), 3),
                        new Place(outer, 4),
                        new Place(main, 3),
                        new Place(root.resolve("parts/last.inc"), 1),
                        new Place(main, 5));
        assertThat(project.migration("001_a").source().companions()).hasSize(3);
    }

    @Test
    void includedFileIsPartOfTheMigrationAndNoStranger() {
        project.write("001_a.sql", "\\i view.sql\n").write("view.sql", "SELECT 1;");
        var before = project.migration("001_a").digests();
        assertThat(project.read().problems().general()).isEmpty();

        project.write("view.sql", "SELECT 2;");

        assertThat(before.changeTo(project.migration("001_a").digests())).isEqualTo(Change.REAL);
    }

    @Test
    void whatLooksLikeAnIncludeInsideALiteralIsData() {
        String text = "SELECT '\n\\i nowhere.sql\n';\nCOPY t FROM STDIN;\n\\i nowhere.sql\n\\.\nSELECT 2;\n";
        project.write("001_a.sql", text);

        assertThat(project.migration("001_a").scripts().up().text()).isEqualTo(text);
    }

    @Test
    void errorInAnIncludedFileNamesThatFile() {
        project.write("001_a.sql", "SELECT 1;\n\\i part.inc\n").write("part.inc", "SELECT 2;\nSELECT 'open;\n");

        assertThat(project.errors()).containsExactly("001_a:2");
        assertThat(project.error().file()).isEqualTo(root.resolve("part.inc"));
    }

    @Test
    void includesThatLeaveTheProjectAreRefused(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.sql"), "SELECT 'secret';");
        Files.createSymbolicLink(root.resolve("linked.inc"), secret);
        project.write("001_up.sql", "\n\\i ../secret.sql\n")
                .write("002_absolute.sql", "\\i " + secret + "\n")
                .write("003_linked.sql", "\\i linked.inc\n")
                .write("004_missing.sql", "\\i missing.inc\n")
                .write("005_itself.sql", "\\i 005_itself.sql\n")
                .write("006_round.sql", "\\i round.inc\n")
                .write("round.inc", "\\i other.inc\n")
                .write("other.inc", "\\i round.inc\n");

        assertThat(project.ids()).isEmpty();
        assertThat(project.read().problems().files())
                .extracting(error -> error.finding().message())
                .satisfiesExactly(
                        message -> assertThat(message).contains("line 2").contains("outside of the project"),
                        message -> assertThat(message).contains("outside of the project"),
                        message -> assertThat(message).contains("outside of the project"),
                        message -> assertThat(message).contains("is not there"),
                        message -> assertThat(message).contains("itself"),
                        message -> assertThat(message).contains("includes"));
    }

    @Test
    void declaredPlaceholdersAreReplacedWhereTheyStand() {
        project.write("switchback.toml", "[placeholders]\nowner = \"shop$1\"\nlimit = 5\n")
                .write("001_a.sql", "SELECT '${owner}',\n${limit}, '${other}',\n'${other} ${more}';\nSELECT 2;\n");

        Script up = project.migration("001_a").scripts().up();
        assertThat(up.text()).isEqualTo("SELECT 'shop$1',\n5, '${other}',\n'${other} ${more}';\nSELECT 2;\n");
        assertThat(places("001_a").getLast().line()).isEqualTo(4);
        assertThat(project.findings("001_a")).containsExactly("undeclared_placeholder:2", "undeclared_placeholder:3");
    }

    @Test
    void dataBehindACopyIsNoFormatting() {
        project.write("001_a.sql", "COPY t FROM STDIN;\na b\n-- 1\n\\.\n");
        var before = project.migration("001_a").digests();

        project.write("001_a.sql", "COPY t FROM STDIN;\na  b\n-- 1\n\\.\n");
        assertThat(before.changeTo(project.migration("001_a").digests())).isEqualTo(Change.REAL);
        project.write("001_a.sql", "COPY t FROM STDIN;\na b\n-- 2\n\\.\n");
        assertThat(before.changeTo(project.migration("001_a").digests())).isEqualTo(Change.REAL);
        project.write("001_a.sql", "copy t\nfrom stdin; -- rows\na b\n-- 1\n\\.\n");
        assertThat(before.changeTo(project.migration("001_a").digests())).isEqualTo(Change.COSMETIC);
    }

    @Test
    void formattingIsNoChangeOfMeaning() {
        String text = """
                -- Depends on: []
                -- Environments: [dev]
                -- @up
                SELECT 1;
                -- @check after
                SELECT true;
                -- @down
                SELECT 2;
                """;
        project.write("001_a.sql", text);
        var before = project.migration("001_a").digests();

        record Edit(String from, String to, Change change) {}
        List<Edit> edits = List.of(
                new Edit("SELECT 1", "select\n  1 /* one */", Change.COSMETIC),
                new Edit("Depends on: []", "depends-on:", Change.COSMETIC),
                new Edit("[dev]", "development", Change.COSMETIC),
                new Edit("\n", "\r\n", Change.NONE),
                new Edit("-- Depends", "-- Author: somebody\n-- Depends", Change.COSMETIC),
                new Edit("SELECT 2", "SELECT 3", Change.DOWN_ONLY),
                new Edit("SELECT 1", "SELECT 4", Change.REAL),
                new Edit("SELECT true", "SELECT false", Change.REAL),
                new Edit("@check after", "@check before", Change.REAL),
                new Edit("[dev]", "[prod]", Change.REAL),
                new Edit("-- @up", "-- Transaction: off\n-- @up", Change.REAL),
                new Edit("-- Depends on: []\n", "", Change.REAL));
        for (Edit edit : edits) {
            project.write("001_a.sql", text.replace(edit.from(), edit.to()));
            assertThat(before.changeTo(project.migration("001_a").digests()))
                    .as(edit.toString())
                    .isEqualTo(edit.change());
        }
    }
}
