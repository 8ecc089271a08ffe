package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.Trial;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Larkfield Ferries, driven by Alembic itself and by Switchback, in the same database. */
class AlembicSampleTest {

    private static final String BOOKINGS = "database/migrations/bookings";

    @TempDir
    Path folder;

    private AlembicTarget bookings = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");

    @BeforeEach
    void openTheSample() {
        Sample.copy("alembic-two-databases", folder);
        bookings = new AlembicTarget(folder, BOOKINGS, TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
    }

    private List<String> ids(MigrationState state) {
        return bookings.ids(state);
    }

    @Test
    void bothSetsAreReadWithoutPython() {
        List<MigrationSet> sets =
                ProjectReader.read(Sample.ALL.resolve("alembic-two-databases")).sets();

        assertThat(sets).extracting(MigrationSet::name).containsExactly(BOOKINGS, "database/migrations/timetable");
        assertThat(sets).allSatisfy(set -> assertThat(set.problems().files()).isEmpty());
        assertThat(sets.getFirst().migrations())
                .extracting(migration -> migration.id().value())
                .containsExactly("001", "002", "003", "004", "005", "006", "007");
        assertThat(sets.getFirst().problems().findings().values().stream().flatMap(List::stream))
                .extracting(Finding::code)
                .containsExactly(FindingCode.ONLINE_ONLY);
    }

    @Test
    void whatAlembicAppliedIsApplied() {
        assertThat(ids(MigrationState.PENDING)).hasSize(7);

        bookings.alembic().run("upgrade", "003");
        bookings.alembic().run("upgrade", "004");

        assertThat(bookings.alembic().run("current")).contains("003").contains("004");
        assertThat(ids(MigrationState.COMPLETED)).containsExactly("001", "002", "003", "004");
        assertThat(bookings.status().migrations())
                .filteredOn(migration -> migration.state() == MigrationState.COMPLETED)
                .allSatisfy(migration ->
                        assertThat(migration.has(FindingCode.MOVED_BY_ALEMBIC)).isTrue());

        bookings.alembic().run("upgrade", "head");
        assertThat(ids(MigrationState.PENDING)).isEmpty();

        bookings.alembic().run("downgrade", "005");
        assertThat(ids(MigrationState.COMPLETED)).containsExactly("001", "002", "003", "004", "005");

        bookings.alembic().run("downgrade", "base");
        assertThat(ids(MigrationState.PENDING)).hasSize(7);
    }

    @Test
    void revisionThatNoFileHasBlocks() {
        bookings.alembic().run("upgrade", "002");
        bookings.database().execute("UPDATE alembic_version SET version_num = 'feed'");

        assertThat(bookings.status().blocking())
                .extracting(MigrationStatus::id)
                .anyMatch(id -> id.value().equals("feed"));
        assertThat(bookings.status().blocking().stream().flatMap(migration -> migration.findings().stream()))
                .extracting(Finding::code)
                .contains(FindingCode.UNKNOWN_REVISION);
    }

    @Test
    void planShowsTheSqlOfEachStepAndMarksWhatAlembicRunsItself() {
        List<PlanStep> steps =
                bookings.plan(Direction.UP, new Selection.Everything()).steps();

        assertThat(steps)
                .extracting(step -> step.id().value())
                .containsExactly("001", "002", "003", "004", "005", "006", "007");
        assertThat(steps.getFirst().work().script().text())
                .startsWith("-- Running upgrade  -> 001\n")
                .contains("CREATE TYPE booking_status AS ENUM ('held', 'paid', 'cancelled');")
                .doesNotContain("alembic_version");
        assertThat(steps.get(4).work().script().text()).isEqualTo("-- Running upgrade 003, 004 -> 005\n");
        assertThat(steps.get(5).warnings()).extracting(Finding::code).contains(FindingCode.ONLINE_ONLY);
        assertThat(steps.get(5).isTransactional()).isFalse();
        assertThat(steps.get(6).isTransactional()).isFalse();
        assertThat(steps).filteredOn(PlanStep::isTransactional).hasSize(5);
    }

    @Test
    void dryRunTriesWhatIsSqlAndLeavesNothing() {
        DryRunReport report = bookings.dryRun(new Selection.Count(5));

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(report.trials()).extracting(Trial::wayBack).containsOnly(Trial.WayBack.EXACT);
        assertThat(bookings.database().query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void switchbackAppliesAndAlembicAgreesAtEveryStep() {
        for (String id : List.of("001", "002", "003", "004", "005", "006", "007")) {
            assertThat(bookings.run(Direction.UP, new Selection.Only(new MigrationId(id))))
                    .as(id)
                    .isInstanceOf(RunOutcome.Completed.class);
            assertThat(bookings.alembic().run("current")).contains(id);
        }
        assertThat(bookings.alembic().run("current")).contains("007 (head)");
        assertThat(bookings.alembic().run("history", "-i")).contains("006 -> 007 (head) (current)");

        for (String id : List.of("006", "005", "002", "001")) {
            assertThat(bookings.run(Direction.DOWN, new Selection.Target(new MigrationId(id))))
                    .isInstanceOf(RunOutcome.Completed.class);
            assertThat(bookings.heads()).containsExactly(id);
            assertThat(bookings.alembic().run("current")).contains(id);
        }
        assertThat(bookings.run(Direction.DOWN, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(bookings.alembic().run("current").lines().filter(line -> line.matches("\\d{3}.*")))
                .isEmpty();
        assertThat(bookings.database().query("SELECT count(*) FROM pg_type WHERE typname = 'booking_status'"))
                .isEqualTo("0");
    }

    @Test
    void onlineRevisionIsRunByAlembicWithItsOutputLive() {
        bookings.run(Direction.UP, new Selection.Target(new MigrationId("005")));
        bookings.database()
                .execute(
                        "INSERT INTO passengers (full_name, email) VALUES ('Ada Quill', 'ada@larkfield.example')",
                        "INSERT INTO bookings (passenger_id) SELECT id FROM passengers");
        List<String> notices = Collections.synchronizedList(new ArrayList<>());

        RunOutcome outcome = bookings.run(Direction.UP, new Selection.Only(new MigrationId("006")), event -> {
            if (event instanceof RunEvent.Notice notice) {
                notices.add(notice.message());
            }
        });

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(notices)
                .anyMatch(notice -> notice.contains("Running upgrade 005 -> 006"))
                .anyMatch(notice -> notice.startsWith("sent: SELECT id FROM bookings"));
        assertThat(bookings.database().query("SELECT reference FROM bookings")).isEqualTo("LF-000001");
        assertThat(bookings.heads()).containsExactly("006");
        assertThat(bookings.database().query("SELECT status FROM switchback.schema_migrations WHERE id = '006'"))
                .isEqualTo("completed");
    }

    @Test
    void ledgerFollowsWithTheNextRun() {
        bookings.alembic().run("upgrade", "003");

        assertThat(bookings.run(Direction.UP, new Selection.Only(new MigrationId("004"))))
                .isInstanceOf(RunOutcome.Completed.class);

        assertThat(bookings.history())
                .filteredOn(entry -> entry.action() == HistoryAction.ADOPT)
                .extracting(HistoryEntry::id)
                .extracting(MigrationId::value)
                .containsExactlyInAnyOrder("001", "002", "003");
        assertThat(bookings.status().migrations()).noneMatch(migration -> migration.has(FindingCode.MOVED_BY_ALEMBIC));

        bookings.alembic().run("downgrade", "001");
        assertThat(bookings.ids(MigrationState.ROLLED_BACK)).containsExactly("002", "003", "004");
        bookings.run(Direction.UP, new Selection.Only(new MigrationId("002")));
        assertThat(bookings.heads()).containsExactly("002");
    }

    @Test
    void stampTellsAlembicToo() {
        RunOutcome outcome = bookings.record(HistoryAction.STAMP, "005");

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(bookings.alembic().run("current")).contains("005");
        assertThat(ids(MigrationState.COMPLETED)).containsExactly("001", "002", "003", "004", "005");
    }

    @Test
    void withoutNamingTheSetNobodyKnowsWhoseDatabaseItIs() {
        try (TargetDatabase target =
                Switchback.open(folder).on(bookings.database().settings())) {
            assertThat(target.plan(PlanRequest.upEverything()))
                    .isInstanceOfSatisfying(
                            PlanOutcome.Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(refusal -> refusal.finding().code())
                                    .containsOnly(FindingCode.WHICH_SET));
        }
    }

    @Test
    void newRevisionIsWrittenByAlembicWithTheUsersTemplate() throws IOException {
        Switchback project = Switchback.open(folder);
        MigrationSet set = project.project().set(BOOKINGS).orElseThrow();
        Path template = folder.resolve(BOOKINGS).resolve("script.py.mako");
        Files.writeString(template, "# Larkfield Ferries\n" + Files.readString(template));

        Path file = project.create(set, new NewMigration("Luggage tags", MigrationType.CUSTOM_SQL, List.of()));

        assertThat(file.getFileName().toString()).matches("[0-9a-f]+_luggage_tags\\.py");
        assertThat(file).content().startsWith("# Larkfield Ferries\n").contains("down_revision = '007'");
        assertThat(ProjectReader.read(folder).set(BOOKINGS).orElseThrow().heads())
                .hasSize(1);
    }

    @Test
    void mergeBringsAllHeadsTogether() throws IOException {
        Path versions = folder.resolve(BOOKINGS).resolve("versions");
        Files.writeString(
                versions.resolve("006b.py"),
                Files.readString(versions.resolve("004_vehicles.py"))
                        .replace("\"004\"", "\"006b\"")
                        .replace("\"002\"", "\"006\""));
        Switchback project = Switchback.open(folder);
        MigrationSet set = project.project().set(BOOKINGS).orElseThrow();
        assertThat(set.heads()).extracting(MigrationId::value).containsExactlyInAnyOrder("006b", "007");
        assertThat(set.problems().general()).extracting(Finding::code).contains(FindingCode.SEVERAL_HEADS);

        project.merge(set, "One line again");

        assertThat(ProjectReader.read(folder).set(BOOKINGS).orElseThrow().heads())
                .hasSize(1);
        assertThat(bookings.alembic().run("heads").lines()).hasSize(1);
    }

    @Test
    void revisionIsReadAsSqlWithoutADatabase() {
        assertThat(Switchback.open(folder)
                        .written(BOOKINGS, new MigrationId("002"))
                        .flatMap(set -> set.find(new MigrationId("002"))))
                .hasValueSatisfying(migration -> {
                    assertThat(migration.scripts().up().text()).contains("CREATE VIEW open_bookings AS");
                    assertThat(migration.scripts().down().orElseThrow().text()).contains("DROP VIEW open_bookings;");
                });
    }
}
