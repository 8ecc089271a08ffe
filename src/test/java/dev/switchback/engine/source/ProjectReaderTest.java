package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Digests.Change;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.TransactionMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {

    private static final String UP = "-- @up\nSELECT 1;\n-- @down\nSELECT 0;\n";

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private MigrationSet read() {
        return ProjectReader.read(folder).sets().getFirst();
    }

    private List<String> ids() {
        return read().migrations().stream().map(m -> m.id().value()).toList();
    }

    private List<FindingCode> codes(String id) {
        return read().problems().of(new MigrationId(id)).stream()
                .map(Finding::code)
                .toList();
    }

    private Migration migration(String id) {
        return read().find(new MigrationId(id)).orElseThrow();
    }

    @Test
    void annotatedHeaderIsRead() throws IOException {
        write("002_orders.sql", """
                -- ticket: INC-1
                -- MIGRATION: 002_orders
                -- Type: create_table
                -- Description: Orders of customers
                -- Environments: [dev, prod]
                -- Transaction: off
                -- Irreversible: data is gone
                -- Manual steps: tell the shop
                -- Depends on: [001]
                -- ===== UP =====
                -- @up
                CREATE TABLE orders (id int);
                -- @check after
                SELECT true;
                -- @down
                DROP TABLE orders;
                """);
        write("001_customers.sql", UP);

        Migration migration = migration("002_orders");

        assertThat(migration.header().description()).isEqualTo("Orders of customers");
        assertThat(migration.header().type()).isEqualTo(MigrationType.CREATE_TABLE);
        assertThat(migration.header().environments()).containsExactlyInAnyOrder("development", "production");
        assertThat(migration.scripts().transaction()).isEqualTo(TransactionMode.OFF);
        assertThat(migration.header().notes().irreversible()).contains("data is gone");
        assertThat(migration.needs()).containsExactly(new MigrationId("001_customers"));
        assertThat(migration.scripts().up().firstLine()).isEqualTo(12);
        assertThat(migration.scripts().down().orElseThrow().text()).isEqualTo("DROP TABLE orders;\n");
        assertThat(migration.scripts().checks()).hasSize(1);
        assertThat(codes("002_orders")).isEmpty();
    }

    @Test
    void withoutDependsOnTheFileBeforeIsNeeded() throws IOException {
        write("1_a.sql", UP);
        write("2_b.sql", UP);
        write("10_c.sql", "-- Depends on: []\n" + UP);

        assertThat(ids()).containsExactly("1_a", "2_b", "10_c");
        assertThat(migration("2_b").dependencies())
                .isEqualTo(new Dependencies(List.of(new MigrationId("1_a")), Dependencies.Origin.FILE_ORDER));
        assertThat(migration("10_c").needs()).isEmpty();
    }

    @Test
    void cycleIsNamedWhole() throws IOException {
        write("001_a.sql", "-- Depends on: [002_b]\n" + UP);
        write("002_b.sql", "-- Depends on: [001_a]\n" + UP);
        write("003_c.sql", "-- Depends on: [002_b]\n" + UP);

        assertThat(codes("001_a")).containsExactly(FindingCode.CYCLE);
        assertThat(codes("002_b")).containsExactly(FindingCode.CYCLE);
        assertThat(codes("003_c")).containsExactly(FindingCode.BLOCKED);
        assertThat(read().problems().of(new MigrationId("001_a")).getFirst().message())
                .contains("001_a → 002_b → 001_a");
    }

    @Test
    void missingAndAmbiguousDependenciesCarryTheirLine() throws IOException {
        write("001_a.sql", UP);
        write("001_b.sql", "-- Depends on: []\n" + UP);
        write("002_c.sql", "-- Description: c\n-- Depends on: [001]\n" + UP);
        write("003_d.sql", "-- Description: d\n-- Depends on: [nowhere]\n" + UP);

        assertThat(codes("002_c")).containsExactly(FindingCode.AMBIGUOUS_DEPENDENCY);
        assertThat(codes("003_d")).containsExactly(FindingCode.MISSING_DEPENDENCY);
        assertThat(read().problems().of(new MigrationId("003_d")).getFirst().line())
                .hasValue(2);
    }

    @Test
    void wrongHeaderIsAFindingAndTheFileNameWins() throws IOException {
        write("001_a.sql", "-- Migration: 001_other\n-- Type: create_tabel\n" + UP);

        assertThat(ids()).containsExactly("001_a");
        assertThat(codes("001_a")).containsExactlyInAnyOrder(FindingCode.ID_DIFFERS, FindingCode.UNKNOWN_TYPE);
    }

    @Test
    void filesThatCannotBeReadHideNothing() throws IOException {
        write("001_good.sql", UP);
        Files.write(folder.resolve("002_binary.sql"), new byte[] {'a', '\n', 0, 1});
        Files.write(folder.resolve("003_latin.sql"), "-- x\n-- é".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(folder.resolve("004_gone.sql"), folder.resolve("nowhere"));
        Files.createDirectory(folder.resolve("005_folder.sql"));
        write("006_open.sql", "-- @up\nSELECT 'open;\n");
        write("007_shell.sql", "-- @up\n\\! ls\n");
        write("008_after.sql", UP);

        assertThat(ids()).containsExactly("001_good", "008_after");
        assertThat(read().problems().files())
                .extracting(error -> error.id() + ":" + error.finding().line().orElse(0))
                .contains("002_binary:2", "003_latin:2", "004_gone:1", "006_open:2", "007_shell:2");
        assertThat(codes("008_after")).containsExactly(FindingCode.BLOCKED);
    }

    @Test
    void byteOrderMarkAndLineEndsDoNotChangeTheChecksum() throws IOException {
        write("001_a.sql", UP);
        String plain = migration("001_a").checksum();

        write("001_a.sql", "\uFEFF" + UP.replace("\n", "\r\n"));

        assertThat(migration("001_a").checksum()).isEqualTo(plain);
        assertThat(migration("001_a").scripts().up().text()).isEqualTo("SELECT 1;\n");
    }

    @Test
    void digestsTellFormattingFromMeaning() throws IOException {
        String text = "-- Depends on: []\n-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n";
        write("001_a.sql", text);
        var first = migration("001_a").digests();

        write("001_a.sql", text.replace("SELECT 1", "select  1 -- same\n"));
        assertThat(first.changeTo(migration("001_a").digests())).isEqualTo(Change.COSMETIC);
        write("001_a.sql", text.replace("SELECT 2", "SELECT 3"));
        assertThat(first.changeTo(migration("001_a").digests())).isEqualTo(Change.DOWN_ONLY);
        write("001_a.sql", text.replace("SELECT 1", "SELECT 4"));
        assertThat(first.changeTo(migration("001_a").digests())).isEqualTo(Change.REAL);
        write("001_a.sql", text.replace("[]", "[x]"));
        assertThat(first.changeTo(migration("001_a").digests())).isEqualTo(Change.REAL);
    }

    @Test
    void emptyAndCommentOnlyFilesAreMigrations() throws IOException {
        write("001_empty.sql", "");
        write("002_comment.sql", "-- nothing yet\n");

        assertThat(ids()).containsExactly("001_empty", "002_comment");
        assertThat(codes("001_empty")).containsExactly(FindingCode.EMPTY);
        assertThat(codes("002_comment")).containsExactly(FindingCode.EMPTY);
    }

    @Test
    void gooseAndDbmateMarkersAreRead() throws IOException {
        write("001_goose.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n");
        write("002_dbmate.sql", "-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 2;\n");

        assertThat(read().layout()).isEqualTo(Layout.ANNOTATED);
        for (String id : List.of("001_goose", "002_dbmate")) {
            assertThat(migration(id).scripts().up().text()).isEqualTo("SELECT 1;\n");
            assertThat(migration(id).scripts().down().orElseThrow().text()).isEqualTo("SELECT 2;\n");
            assertThat(migration(id).scripts().transaction()).isEqualTo(TransactionMode.OFF);
        }
    }

    @Test
    void plainScriptsFindTheirDownScripts() throws IOException {
        write("001_a.up.sql", "SELECT 1;");
        write("001_a.down.sql", "SELECT -1;");
        write("V2__b c.sql", "SELECT 2;");
        write("U2__b c.sql", "SELECT -2;");
        write("20240101120000_c.sql", "SELECT 3;");
        write("down/20240101120000_c.sql", "SELECT -3;");
        write("R__view.sql", "SELECT 4;");
        write("rollback.sql", "SELECT -9;");
        write("fix_colors.py", "print()");
        write("099_x.down.sql", "SELECT -5;");

        MigrationSet set = read();

        assertThat(set.layout()).isEqualTo(Layout.PLAIN);
        assertThat(ids()).containsExactlyInAnyOrder("001_a", "V2__b c", "20240101120000_c", "R__view");
        for (String id : List.of("001_a", "V2__b c", "20240101120000_c")) {
            assertThat(migration(id).scripts().down()).as(id).isPresent();
        }
        assertThat(migration("R__view").header().repetition()).isEqualTo(Repetition.ON_CHANGE);
        assertThat(set.problems().general())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        FindingCode.NOT_A_MIGRATION, FindingCode.NOT_A_MIGRATION, FindingCode.DOWN_WITHOUT_UP);
    }

    @Test
    void versionsCountPerPart() throws IOException {
        write("V4_100__later.sql", "SELECT 1;");
        write("V4_99_1561608282__earlier.sql", "SELECT 1;");
        write("20251007_1050-001_name.sql", "SELECT 1;");

        assertThat(ids()).containsExactly("20251007_1050-001_name", "V4_99_1561608282__earlier", "V4_100__later");
    }

    @Test
    void twoFilesOfOneIdAreBothInError() throws IOException {
        write("a/001_x.sql", "SELECT 1;");
        write("b/001_x.sql", "SELECT 2;");
        write("002_y.sql", "SELECT 1;");

        assertThat(read().problems().files())
                .extracting(FileInError::finding)
                .extracting(Finding::code)
                .containsExactly(FindingCode.DUPLICATE_ID, FindingCode.DUPLICATE_ID);
        assertThat(codes("002_y")).contains(FindingCode.BLOCKED);
    }

    @Test
    void phasesOrderPlainScripts() throws IOException {
        for (String name : List.of("001_a", "002_b", "003_c", "004_d", "005_e")) {
            write(name + ".sql", "SELECT 1;");
        }
        write("switchback.toml", """
                id = "jobs"
                [[phases]]
                name = "create"
                migrations = ["001", "002", "004", "005"]
                [[phases]]
                name = "constraints"
                gate = "after validation"
                migrations = ["003_c"]
                """);

        assertThat(read().name()).isEqualTo("jobs");
        assertThat(ids()).containsExactly("001_a", "002_b", "004_d", "005_e", "003_c");
        assertThat(read().phases().get(1).gate()).contains("after validation");
    }

    @Test
    void mistakesInTheSettingsAreNamed() throws IOException {
        write("switchback.toml", "id = \"x\"\nlayuot = \"plain\"\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("layuot");
        write("switchback.toml", "id = \"x\"\nlayout = \n");
        assertThatThrownBy(this::read).hasMessageContaining("line 2");
    }

    @Test
    void includedFilesArePartOfTheChecksum() throws IOException {
        write("001_a.sql", "-- @up\n\\i parts/view.txt\nSELECT 1;\n");
        write("parts/view.txt", "SELECT 'view';");
        String before = migration("001_a").checksum();
        assertThat(migration("001_a").scripts().up().text()).contains("SELECT 'view';");

        write("parts/view.txt", "SELECT 'other';");

        assertThat(migration("001_a").checksum()).isNotEqualTo(before);
        write("002_b.sql", "-- @up\n\\i ../outside.sql\n");
        assertThat(read().problems().files().getFirst().finding().message()).contains("outside of the project");
    }

    @Test
    void declaredPlaceholdersAreReplacedAndOthersStay() throws IOException {
        write("switchback.toml", "[placeholders]\nowner = \"shop\"\n");
        write("001_a.sql", "-- @up\nSELECT '${owner}', '${other}';\n");

        assertThat(migration("001_a").scripts().up().text()).isEqualTo("SELECT 'shop', '${other}';\n");
    }

    @Test
    void severalFoldersAreSeveralSets() throws IOException {
        write("orders/001_a.sql", UP);
        write("billing/001_a.sql", UP);

        assertThat(ProjectReader.read(folder).sets())
                .extracting(MigrationSet::name)
                .containsExactly("billing", "orders");
    }

    @Test
    void tenThousandFilesAreReadInPlanOrder() throws IOException {
        for (int i = 1; i <= 10_000; i++) {
            write("%05d_m.sql".formatted(i), i == 1 ? UP : "-- Depends on: [%05d_m]\n".formatted(i - 1) + UP);
        }

        assertThat(ids()).hasSize(10_000).isSorted();
    }

    @Test
    void missingFolderIsSaidPlainly() {
        assertThatThrownBy(() -> ProjectReader.read(folder.resolve("nowhere")))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("nowhere");
    }
}
