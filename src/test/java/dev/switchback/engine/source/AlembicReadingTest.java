package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.AlembicPlace.VersionTable;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.support.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlembicReadingTest {

    private static final String FUNCTIONS = """

            def upgrade() -> None:
                op.execute("SELECT 1")


            def downgrade() -> None:
                op.execute("SELECT 0")
            """;

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void setUpAlembic() {
        project = new ProjectFolder(folder).write("alembic.ini", "[alembic]\nscript_location = migrations\n");
        project.write("migrations/env.py", "");
    }

    private Project read() {
        return ProjectReader.read(folder);
    }

    private MigrationSet set() {
        return read().sets().getFirst();
    }

    private Migration revision(String id) {
        return set().find(new MigrationId(id)).orElseThrow();
    }

    private void write(String name, String assignments) {
        project.write("migrations/versions/" + name, assignments + FUNCTIONS);
    }

    private List<String> needs(String id) {
        return revision(id).needs().stream().map(MigrationId::value).toList();
    }

    private List<FindingCode> codes(String id) {
        return set().problems().of(new MigrationId(id)).stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void assignmentsAreReadInEveryWayInWhichAlembicWritesThem() {
        write("a1.py", "revision = 'a1'\ndown_revision = None\nbranch_labels = (\"ships\",)\n");
        write("b1.py", "revision: str = \"b1\"\ndown_revision: Union[str, Sequence[str], None] = 'a1'\n");
        write(
                "c1.py",
                "from typing import Union\nPREVIOUS = 'a1'\nrevision = (\n    'c' # third\n    '1')\ndown_revision = PREVIOUS\n");
        write("d1.py", "revision = 'd1'\ndown_revision = ('b1', \"c1\",)\n");
        write("e1234.py", "revision = 'e1234'\ndown_revision = None\ndepends_on = ['ships', 'd1']\n");
        write("f1.py", "revision = r'f1'; x = 1\ndown_revision = 'd1'\ndepends_on = 'e12'\n");

        assertThat(read().sets()).hasSize(1);
        assertThat(set().layout()).isEqualTo(Layout.ALEMBIC);
        assertThat(set().name()).isEqualTo("main");
        assertThat(needs("a1")).isEmpty();
        assertThat(needs("b1")).containsExactly("a1");
        assertThat(needs("c1")).containsExactly("a1");
        assertThat(needs("d1")).containsExactly("b1", "c1");
        assertThat(needs("e1234")).containsExactly("a1", "d1");
        assertThat(revision("e1234").dependencies().parents()).isEmpty();
        assertThat(needs("f1")).containsExactly("d1", "e1234");
    }

    @Test
    void dependencyMayBeTheBeginningOfAnIdAndOnlyOrders() {
        write("aaaa1111.py", "revision = 'aaaa1111'\ndown_revision = None\n");
        write("bbbb2222.py", "revision = 'bbbb2222'\ndown_revision = None\ndepends_on = ('aaaa',)\n");

        assertThat(needs("bbbb2222")).containsExactly("aaaa1111");
        assertThat(revision("bbbb2222").dependencies().ordering()).containsExactly(new MigrationId("aaaa1111"));
        assertThat(set().heads()).extracting(MigrationId::value).containsExactly("aaaa1111", "bbbb2222");
        assertThat(set().problems().general()).extracting(Finding::code).containsExactly(FindingCode.SEVERAL_HEADS);
    }

    @Test
    void docstringGivesTheDescriptionAndTheOrderWhereNothingElseDoes() {
        write(
                "zz.py",
                "\"\"\"First of all\n\nRevision ID: zz\nCreate Date: 2024-01-01 10:00:00\n\"\"\"\nrevision = 'zz'\ndown_revision = None\n");
        write("aa.py", "'''Second'''\nrevision = 'aa'\ndown_revision = None\n");
        write(
                "bb.py",
                "\"\"\"Third\n\nCreate Date: 2025-01-01 10:00:00\n\"\"\"\nrevision = 'bb'\ndown_revision = None\n");

        assertThat(set().migrations())
                .extracting(migration -> migration.header().description())
                .containsExactly("Second", "First of all", "Third");
    }

    @Test
    void whatOnlyPythonCouldSayIsAFileInErrorAndHidesNothing() {
        write("good.py", "revision = 'good'\ndown_revision = None\n");
        write("computed.py", "revision = make_id()\ndown_revision = 'good'\n");
        write("nameless.py", "down_revision = 'good'\n");
        write("open.py", "revision = 'open\ndown_revision = None\n");
        project.write("migrations/versions/__init__.py", "raise SystemExit");
        project.write("migrations/versions/notes.txt", "no revision");

        assertThat(set().migrations()).extracting(each -> each.id().value()).containsExactly("good");
        assertThat(set().problems().files())
                .extracting(FileInError::id)
                .extracting(MigrationId::value)
                .containsExactlyInAnyOrder("computed", "nameless", "open");
        assertThat(set().problems().files())
                .extracting(error -> error.finding().message())
                .anySatisfy(message ->
                        assertThat(message).contains("only Python could say").contains("make_id()"))
                .anySatisfy(message -> assertThat(message).contains("does not say which revision it is"))
                .anySatisfy(message -> assertThat(message).contains("line 1 is not closed"));
    }

    @Test
    void twoFilesOfOneRevisionAreBothInError() {
        write("one.py", "revision = 'same'\ndown_revision = None\n");
        write("two.py", "revision = 'same'\ndown_revision = None\n");

        assertThat(set().migrations()).isEmpty();
        assertThat(set().problems().files()).hasSize(2).allSatisfy(error -> {
            assertThat(error.finding().code()).isEqualTo(FindingCode.DUPLICATE_ID);
            assertThat(error.finding().message()).contains("one.py and two.py");
        });
    }

    @Test
    void missingParentsAndCyclesAreFindings() {
        write("a.py", "revision = 'a'\ndown_revision = 'nowhere'\n");
        write("b.py", "revision = 'b'\ndown_revision = 'c'\n");
        write("c.py", "revision = 'c'\ndown_revision = 'b'\n");

        assertThat(codes("a")).contains(FindingCode.MISSING_DEPENDENCY);
        assertThat(codes("b")).contains(FindingCode.CYCLE);
        assertThat(codes("c")).contains(FindingCode.CYCLE);
    }

    @Test
    void wayBackThatCannotBeIsSaid() {
        project.write(
                "migrations/versions/a.py",
                "revision = 'a'\ndown_revision = None\n\ndef upgrade(): op.execute('x')\n\ndef downgrade():\n    \"\"\"Never.\"\"\"\n    raise NotImplementedError('no')\n");
        project.write(
                "migrations/versions/b.py",
                "revision = 'b'\ndown_revision = None\n\ndef upgrade(): op.execute('x')\n\ndef downgrade(): pass\n");
        project.write(
                "migrations/versions/c.py",
                "revision = 'c'\ndown_revision = None\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    # nothing\n    pass\n");
        project.write(
                "migrations/versions/d.py", "revision = 'd'\ndown_revision = None\n\ndef upgrade(): op.execute('x')\n");

        assertThat(revision("a").header().notes().irreversible())
                .hasValueSatisfying(why -> assertThat(why).contains("NotImplementedError"));
        assertThat(revision("a").scripts().down()).isEmpty();
        assertThat(revision("b").header().notes().irreversible()).isEmpty();
        assertThat(revision("b").scripts().down()).isPresent();
        assertThat(codes("b")).containsExactly(FindingCode.EMPTY_DOWN);
        assertThat(revision("c").scripts().down()).isPresent();
        assertThat(codes("c")).doesNotContain(FindingCode.EMPTY_DOWN);
        assertThat(codes("d")).containsExactly(FindingCode.NO_DOWN);
    }

    @Test
    void whatNeedsAConnectionIsMarkedWithItsLine() {
        project.write("migrations/versions/a.py", """
                revision = 'a'; down_revision = None


                def upgrade():
                    # op.get_bind() in a comment is nothing
                    op.execute("SELECT get_bind()")
                    if op.get_bind().dialect.name == "postgresql":
                        op.execute("SELECT 1")


                def downgrade():
                    bind = op.get_bind()
                    bind.execute("SELECT 1")
                """);
        project.write("migrations/versions/b.py", """
                revision = 'b'; down_revision = None


                def upgrade():
                    columns = sa.inspect(op.get_bind()).get_columns("t")


                def downgrade():
                    pass
                """);

        assertThat(set().problems().of(new MigrationId("a"))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.ONLINE_ONLY);
            assertThat(finding.message()).startsWith("downgrade() needs a connection: get_bind()");
            assertThat(finding.line()).hasValue(12);
        });
        assertThat(set().problems().of(new MigrationId("b")))
                .extracting(Finding::code)
                .contains(FindingCode.ONLINE_ONLY);
    }

    @Test
    void changedCommentsAndIndentationMeanNothingAndAChangedDowngradeOnlyThat() {
        String text = "revision = 'a'\ndown_revision = None\n" + FUNCTIONS;
        project.write("migrations/versions/a.py", text);
        var before = revision("a").digests();
        project.write("migrations/versions/a.py", "# note\n" + text.replace("    op", "  op"));
        assertThat(before.changeTo(revision("a").digests()).name()).isEqualTo("COSMETIC");
        project.write("migrations/versions/a.py", text.replace("SELECT 0", "SELECT 2"));
        assertThat(before.changeTo(revision("a").digests()).name()).isEqualTo("DOWN_ONLY");
        project.write("migrations/versions/a.py", text.replace("SELECT 1", "SELECT 2"));
        assertThat(before.changeTo(revision("a").digests()).name()).isEqualTo("REAL");
    }

    @Test
    void everyAlembicIniIsASet() {
        folder.resolve("alembic.ini").toFile().delete();
        for (String name : List.of("ask", "sketch")) {
            project.write("database/migrations/" + name + "/alembic.ini", "[alembic]\nscript_location = %(here)s\n");
            project.write(
                    "database/migrations/" + name + "/versions/001_initial_schema.py",
                    "revision = '001'; down_revision = None" + FUNCTIONS);
        }
        project.write("venv/lib/alembic.ini", "[alembic]\nscript_location = x\n");

        assertThat(read().sets())
                .extracting(MigrationSet::name)
                .containsExactly("database/migrations/ask", "database/migrations/sketch");
        assertThat(read().sets())
                .allSatisfy(each -> assertThat(each.migrations()).hasSize(1));
    }

    @Test
    void revisionsMayLieInSeveralFoldersAndBelowThem() {
        project.write("alembic.ini", """
                [DEFAULT]
                base = lib

                [alembic]
                script_location = migrations
                # several
                version_locations = %(here)s/one:%(base)s/two
                path_separator = :
                recursive_version_locations = true
                """);
        project.write("one/a.py", "revision = 'a'; down_revision = None" + FUNCTIONS);
        project.write("one/2024/b.py", "revision = 'b'\ndown_revision = 'a'" + FUNCTIONS);
        project.write("lib/two/c.py", "revision = 'c'; down_revision = None" + FUNCTIONS);

        assertThat(set().migrations()).extracting(each -> each.id().value()).containsExactly("a", "b", "c");
    }

    @Test
    void settingsMayStandInPyproject() {
        folder.resolve("alembic.ini").toFile().delete();
        project.write("pyproject.toml", "[tool.alembic]\nscript_location = \"%(here)s/migrations\"\n");
        write("a.py", "revision = 'a'\ndown_revision = None\n");

        assertThat(set().layout()).isEqualTo(Layout.ALEMBIC);
        assertThat(set().migrations()).hasSize(1);
        assertThat(set().alembic().orElseThrow().settings()).hasFileName("pyproject.toml");
    }

    @Test
    void tableOfTheHeadsIsTheOneThatEnvPyNames() {
        write("a.py", "revision = 'a'\ndown_revision = None\n");
        assertThat(set().alembic().orElseThrow().table()).isEqualTo(VersionTable.DEFAULT);

        project.write(
                "migrations/env.py",
                "SCHEMA = 'ops'\ncontext.configure(url=u, version_table=\"heads\", version_table_schema=SCHEMA)\n");
        assertThat(set().alembic().orElseThrow().table()).isEqualTo(new VersionTable(Optional.of("ops"), "heads"));
    }
}
