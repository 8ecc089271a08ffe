package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.PostgresServer;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's own log says which down script ran. */
class ChosenDownScriptTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"#use-recorded, DROP TABLE invoices", "#use-file, DROP TABLE invoices CASCADE"})
    void textChosenInTheDialogIsTheOneThatTheServerGets(String choice, String expected)
            throws IOException, TimeoutException {
        TestDatabase database = TestDatabases.postgres();
        try (OpenWindow window = new OpenWindow(folder)) {
            Path shop = window.openShop(database, Environment.STAGING, Profile.Settings.OPEN);
            window.press("#apply");
            window.press("#apply-run");
            Path file = shop.resolve("018_create_invoices.sql");
            Files.writeString(
                    file, Files.readString(file).replace("DROP TABLE invoices;", "DROP TABLE invoices CASCADE;"));
            window.robot().interact(() -> window.workspace().refresh());
            window.select("018_create_invoices");
            window.press("#roll-back");
            database.execute("INSERT INTO customers (email, name) VALUES ('a@shop.example', 'A')");
            database.execute("INSERT INTO orders (customer_id, status) VALUES (1, 'new')");
            database.execute("INSERT INTO invoices (order_id, country_code, total) VALUES (1, 'CH', 10)");
            window.press("#count-again");
            assertThat(window.robot().lookup(".loss").queryAs(Label.class).getText())
                    .isEqualTo("1 row in table public.invoices");
            window.press(choice);
            long before = PostgresServer.shared().logged();
            window.press("#rollback-run");
            assertThat(window.text("#counts")).startsWith("17 applied");
            String log = PostgresServer.shared().logBehind(before);

            assertThat(log.lines()
                            .filter(line -> line.matches(".*(execute <unnamed>|statement): DROP TABLE.*"))
                            .map(line -> line.substring(line.indexOf("DROP TABLE")))
                            .toList())
                    .containsExactly(expected);
        }
    }
}
