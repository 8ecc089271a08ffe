package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smaller dialogs, driven by the keyboard where a person would. */
class DialogsWindowTest {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.h2();
    private Optional<OpenWindow> shown = Optional.empty();
    private Path shop = Path.of("");

    @BeforeEach
    void open() throws TimeoutException {
        shown = Optional.of(new OpenWindow(folder));
        shop = window().openShop(database, Environment.STAGING, Profile.Settings.OPEN);
    }

    @AfterEach
    void close() {
        window().close();
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    private MigrationState state() {
        return window().workspace().selectedStatus().orElseThrow().state();
    }

    private void confirm(String reason) {
        window().robot()
                .interact(() -> window().find("#record-reason", TextField.class).setText(reason));
        window().press("#record-go");
    }

    @Test
    void planIsShownBeforeItIsApplied() {
        window().press("#apply");
        ListView<?> steps = window().find("#apply-steps", ListView.class);
        assertThat(steps.getItems().getFirst().toString()).startsWith("1  001_create_customers");
        assertThat(steps.getItems())
                .as("numbers count migrations, not their warnings")
                .anySatisfy(line -> assertThat(line.toString()).startsWith("18  018_create_invoices"));
        window().picture("apply");
        window().robot().push(KeyCode.ESCAPE);
        assertThat(window().text("#counts")).startsWith("0 applied");
    }

    @Test
    void everyCommandIsFoundByItsName() {
        window().robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        window().robot().write("graph");
        ListView<?> commands = window().find("#palette-list", ListView.class);
        assertThat(commands.getItems()).isNotEmpty();
        window().picture("palette");
        window().robot().push(KeyCode.ENTER);
        assertThat(window().shows("#palette-list")).isFalse();
    }

    @Test
    void newMigrationIsWrittenAndShown() throws IOException {
        window().robot().push(KeyCode.CONTROL, KeyCode.N);
        window().picture("new-migration");
        window().robot().write("add vouchers");
        window().press("#new-create");

        Path file = shop.resolve("019_add_vouchers.sql");
        assertThat(Files.readString(file)).contains("-- @up").contains("-- @down");
        assertThat(window().text("#counts")).isEqualTo("0 applied · 19 pending");
    }

    @Test
    void recordIsChangedWithAReasonOnly() {
        window().select("001_create_customers");
        window().menu("Mark as applied…");
        window().picture("record-stamp");
        assertThat(window().find("#record-go", Button.class).isDisabled()).isTrue();
        confirm("was there before");
        assertThat(state()).isEqualTo(MigrationState.COMPLETED);

        window().select("004_create_order_lines");
        window().menu("Mark everything up to here as applied…");
        confirm("the same");
        assertThat(state()).isEqualTo(MigrationState.COMPLETED);
    }

    @Test
    void changeOfAnAppliedFileIsShownBesideWhatRanBeforeItIsAccepted() throws IOException {
        window().press("#apply");
        window().press("#apply-run");
        Path file = shop.resolve("002_create_products.sql");
        Files.writeString(file, Files.readString(file).replace("sku varchar(40)", "sku varchar(60)"));
        window().robot().interact(() -> window().workspace().refresh());
        window().select("002_create_products");

        window().menu("Accept the change…");
        assertThat(window().find("#difference-left", CodeArea.class).getText()).contains("sku varchar(40)");
        assertThat(window().find("#difference-right", CodeArea.class).getText()).contains("sku varchar(60)");
        window().picture("record-accept");
        confirm("widened by hand last week");
        assertThat(window().workspace().selectedStatus().orElseThrow().findings())
                .isEmpty();
    }

    @Test
    void interruptedMigrationIsResumedMarkedOrRolledBack() throws IOException {
        Files.writeString(shop.resolve("001_create_customers.sql"), """
                -- Depends on: []
                -- @up
                CREATE TABLE customers (id integer);
                INSERT INTO customers VALUES ('not a number');
                -- @down
                DROP TABLE customers;
                """);
        window().robot().interact(() -> window().workspace().refresh());
        window().select("001_create_customers");
        window().menu("Apply only this one…");
        window().press("#apply-run");
        assertThat(window().text("#notice-text")).contains("Statement 1 of 2 stays applied");
        window().picture("interrupted");

        window().menu("Mark as done…");
        confirm("the row is not needed");
        assertThat(state()).isEqualTo(MigrationState.COMPLETED);

        window().press("#roll-back");
        window().press("#rollback-run");
        assertThat(state()).isEqualTo(MigrationState.ROLLED_BACK);
    }

    @Test
    void tabReachesEverythingInTheRollbackDialogAndShiftTabLeadsBack() {
        window().press("#apply");
        window().press("#apply-run");
        window().select("018_create_invoices");
        window().press("#roll-back");
        List<String> there = idsReachedWith(KeyCode.TAB);
        assertThat(there)
                .contains("rollback-steps", "difference-left", "difference-right", "rollback-reason", "rollback-run");
        assertThat(idsReachedWith(KeyCode.SHIFT, KeyCode.TAB)).containsAll(there);
    }

    /** The ids of what has the focus in turn, until the button that has it first has it again. */
    private List<String> idsReachedWith(KeyCode... keys) {
        List<String> ids = new ArrayList<>();
        do {
            window().robot().push(keys);
            ids.add(String.valueOf(window().find("#rollback", Node.class)
                    .getScene()
                    .getFocusOwner()
                    .getId()));
        } while (!ids.getLast().equals("rollback-leave") && ids.size() < 20);
        return ids;
    }
}
