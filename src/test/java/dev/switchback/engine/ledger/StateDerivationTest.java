package dev.switchback.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.support.Migrations;
import dev.switchback.support.Migrations.Stop;
import dev.switchback.support.TestMigration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDerivationTest {

    private static MigrationStatus of(Migrations migrations, String id) {
        return migrations.status().find(new MigrationId(id)).orElseThrow();
    }

    private static List<FindingCode> codes(Migrations migrations, String id) {
        return of(migrations, id).findings().stream().map(Finding::code).toList();
    }

    private static Migrations three() {
        return Migrations.set().files("001_a", "002_b", "003_c");
    }

    @Test
    void withoutRowItIsPendingAndWithOneItIsWhatTheRowSays() {
        Migrations set = three().applied("001_a").row("002_b", MigrationState.ROLLED_BACK, Stop.after(1));

        assertThat(set.status().migrations())
                .extracting(MigrationStatus::state)
                .containsExactly(MigrationState.COMPLETED, MigrationState.ROLLED_BACK, MigrationState.PENDING);
        assertThat(set.status().open()).isEqualTo(2);
        assertThat(set.project().count(MigrationState.COMPLETED)).isEqualTo(1);
    }

    @Test
    void editedFileIsModifiedAndAFormattedOneOnlyCosmetic() {
        Migrations set = three().applied("001_a", "002_b", "003_c")
                .change("001_a", file -> file.up("CREATE TABLE other (id integer);"))
                .change("002_b", TestMigration::formatted)
                .change("003_c", file -> file.down("DROP TABLE other;"));

        assertThat(codes(set, "001_a")).containsExactly(FindingCode.MODIFIED);
        assertThat(codes(set, "002_b")).containsExactly(FindingCode.COSMETIC);
        assertThat(codes(set, "003_c")).containsExactly(FindingCode.DOWN_CHANGED);
        assertThat(set.status().blocking()).hasSize(1);
    }

    @Test
    void goneFileShowsAtTheEndAndBlocksNothing() {
        Migrations set = three().applied("001_a", "002_b").delete("001_a");

        MigrationStatus gone = set.status().migrations().getLast();
        assertThat(gone.id().value()).isEqualTo("001_a");
        assertThat(gone.migration()).isEmpty();
        assertThat(gone.has(FindingCode.FILE_MISSING)).isTrue();
        assertThat(set.status().blocking()).isEmpty();
    }

    @Test
    void rowOfAFailedAttemptWithoutFileStandsForNothing() {
        Migrations set = three().applied("001_a").row("009_gone", MigrationState.FAILED, Stop.after(0));

        assertThat(set.status().find(new MigrationId("009_gone"))).isEmpty();
    }

    @Test
    void oneGoneFileStandsForOneRenamedFileOnly() {
        Migrations set = three().applied("001_a", "002_b")
                .delete("002_b")
                .files("002_new", "004_copy")
                .change("002_new", file -> file.contentOf("002_b"))
                .change("004_copy", file -> file.contentOf("002_b"));

        assertThat(codes(set, "002_new")).containsExactly(FindingCode.RENAMED);
        assertThat(of(set, "002_new").findings().getFirst().message()).contains("002_b", "Repair");
        assertThat(codes(set, "004_copy")).isEmpty();
    }

    @Test
    void pendingOneOlderThanAnAppliedOneIsOutOfOrder() {
        Migrations set = three().applied("001_a", "003_c");

        assertThat(codes(set, "002_b")).containsExactly(FindingCode.OUT_OF_ORDER);
        assertThat(of(set, "002_b").findings().getFirst().message()).contains("003_c");
    }

    @Test
    void laterPhaseAndRepeatableOnesMakeNothingLate() {
        Migrations set = Migrations.set()
                .files("001_a", "004_d", "003_c", "R__views")
                .change("R__views", TestMigration::repeatable)
                .applied("001_a", "004_d", "R__views");

        assertThat(codes(set, "003_c")).isEmpty();
    }

    @Test
    void changedRepeatableIsPendingAgainWithoutFinding() {
        Migrations set = Migrations.set()
                .files("R__views")
                .with(TestMigration::repeatable)
                .applied("R__views")
                .change("R__views", file -> file.up("CREATE VIEW v AS SELECT 1;"));

        assertThat(of(set, "R__views").state()).isEqualTo(MigrationState.PENDING);
        assertThat(codes(set, "R__views")).isEmpty();
    }

    @Test
    void stoppedHalfWaySaysHowFarItCameAndWhatNext() {
        Migrations set =
                three().row("001_a", MigrationState.RUNNING, Stop.after(3).of(7).inDoubt());

        MigrationStatus stopped = of(set, "001_a");
        assertThat(stopped.has(FindingCode.INTERRUPTED)).isTrue();
        assertThat(stopped.findings().getFirst().message())
                .contains("stopped after statement 3 of 7; whether 4 took effect is not known")
                .contains("Resume", "mark it done", "down script");
        assertThat(stopped.isOpen()).isFalse();
    }

    @Test
    void statementInDoubtCountsEvenWhenNoneFinished() {
        Migrations set =
                three().row("001_a", MigrationState.RUNNING, Stop.after(0).of(2).inDoubt());

        assertThat(codes(set, "001_a")).containsExactly(FindingCode.INTERRUPTED);
    }

    @Test
    void crashBeforeTheFirstStatementLeavesItOpen() {
        Migrations set =
                three().row("001_a", MigrationState.RUNNING, Stop.after(0).of(2));

        assertThat(of(set, "001_a").state()).isEqualTo(MigrationState.PENDING);
        assertThat(codes(set, "001_a")).isEmpty();
    }

    @Test
    void failedOneWithoutTracesIsOpenAgainAndKeepsItsMessage() {
        Migrations set = three().applied("002_b")
                .row("001_a", MigrationState.FAILED, Stop.after(0).of(2));

        assertThat(of(set, "001_a").isOpen()).isTrue();
        assertThat(codes(set, "001_a")).containsExactly(FindingCode.FAILED, FindingCode.OUT_OF_ORDER);
        assertThat(of(set, "001_a").findings().getFirst().message()).contains("relation \"x\" does not exist");
    }

    @Test
    void wayDownThatDidNothingLeavesItCompletedAndOneThatDidWaits() {
        Migrations set = three().row(
                        "001_a", MigrationState.RUNNING, Stop.after(0).of(2).down())
                .row("002_b", MigrationState.FAILED, Stop.after(1).of(2).down());

        assertThat(of(set, "001_a").state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(codes(set, "002_b")).contains(FindingCode.INTERRUPTED);
        assertThat(of(set, "002_b").findings().getLast().message()).startsWith("rolling back stopped");
    }

    @Test
    void rowsThatFitNoFileBelongToAnotherProject() {
        Migrations set = three().row("100_other", MigrationState.COMPLETED, Stop.after(1));

        assertThat(codes(set, "001_a")).contains(FindingCode.OTHER_PROJECT);
        assertThat(codes(set.applied("001_a"), "002_b")).doesNotContain(FindingCode.OTHER_PROJECT);
    }

    @Test
    void fileInErrorShowsWithItsErrorAndItsRow() {
        Migrations set = three().unreadable("004_d").applied("001_a", "004_d");

        MigrationStatus error = of(set, "004_d");
        assertThat(error.state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(error.findings().getFirst().line()).hasValue(3);
    }

    @Test
    void whatNeedsOnlyAppliedOnesIsNotHeldUp() {
        Migrations set = three().finding("002_b", FindingCode.BLOCKED).finding("003_c", FindingCode.BLOCKED);

        assertThat(codes(set.applied("001_a"), "002_b")).isEmpty();
        assertThat(codes(set, "003_c")).containsExactly(FindingCode.BLOCKED);
    }
}
