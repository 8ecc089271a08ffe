package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class EditorWindowTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void open() throws TimeoutException {
        openAgain();
    }

    private void openAgain() throws TimeoutException {
        OpenWindow window = new OpenWindow(folder);
        shown = Optional.of(window);
        Path shop = window.openShop(TestDatabases.h2(), Environment.DEVELOPMENT, Profile.Settings.OPEN);
        file = shop.resolve("002_create_products.sql");
        window.select("002_create_products");
        window.robot()
                .interact(() -> window.find("#part-file", ToggleButton.class).fire());
    }

    @AfterEach
    void close() {
        window().close();
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    private SqlArea area() {
        return window().find("#sql", SqlArea.class);
    }

    private void type(String text) {
        window().robot().interact(() -> area().appendText(text));
    }

    private void keptOnDisk() throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> {
            Path drafts = folder.resolve("home/drafts");
            if (!Files.isDirectory(drafts)) {
                return false;
            }
            try (Stream<Path> files = Files.list(drafts)) {
                return files.anyMatch(each -> each.toString().endsWith(".json"));
            }
        });
    }

    @Test
    void editThatWasNotSavedOutlivesTheWindow() throws TimeoutException, IOException {
        String before = Files.readString(file);
        type("-- thought of later\n");
        keptOnDisk();

        openAgain(); // the first window is not closed: it is as if it had died

        assertThat(area().getText()).endsWith("-- thought of later\n");
        assertThat(window().text("#editor-bar-text")).contains("not saved");
        assertThat(Files.readString(file)).isEqualTo(before);
        window().picture("editor-draft");

        window().press("#editor-discard");
        assertThat(area().getText()).isEqualTo(before);
    }

    @Test
    void editStaysWhileAnotherMigrationIsLookedAt() throws IOException {
        type("-- kept\n");
        window().select("003_create_orders");
        assertThat(area().getText()).contains("orders").doesNotContain("-- kept");

        window().select("002_create_products");
        assertThat(area().getText()).endsWith("-- kept\n");

        window().robot().push(KeyCode.CONTROL, KeyCode.S);
        assertThat(Files.readString(file)).endsWith("-- kept\n");
        assertThat(window().find("#editor-bar", Node.class).isVisible()).isFalse();
    }

    @Test
    void fileThatAnotherProgramChangedIsOverwrittenOnlyAfterADecision() throws IOException {
        type("-- mine\n");
        Files.writeString(file, Files.readString(file) + "-- theirs\n");

        window().robot().push(KeyCode.CONTROL, KeyCode.S);
        assertThat(Files.readString(file)).endsWith("-- theirs\n");
        assertThat(window().text("#editor-bar-text")).startsWith("Another program changed this file");

        window().press("#editor-mine");
        assertThat(Files.readString(file)).endsWith("-- mine\n").doesNotContain("-- theirs");
    }

    @Test
    void textIsFoundReplacedAndReachedByItsLine() {
        window().robot().interact(() -> area().requestFocus());
        window().robot().push(KeyCode.CONTROL, KeyCode.H);
        window().robot().write("products");
        assertThat(window().text("#find-count")).isEqualTo("4 found");
        window().picture("editor-find");

        window().robot()
                .interact(() ->
                        window().find("#find-replacement", TextField.class).setText("goods"));
        window().press("#find-replaceAll");
        assertThat(area().getText()).contains("CREATE TABLE goods").doesNotContain("products");
        window().robot().push(KeyCode.ESCAPE);

        window().robot().push(KeyCode.CONTROL, KeyCode.G);
        window().robot().write("3:2");
        window().robot().push(KeyCode.ENTER);
        assertThat(area().getCurrentParagraph()).isEqualTo(2);
        assertThat(area().getCaretColumn()).isEqualTo(1);

        String line = area().getParagraph(2).getText();
        window().robot().push(KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(area().getParagraph(2).getText()).isNotEqualTo(line);
        window().robot().push(KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(area().getParagraph(2).getText()).isEqualTo(line);
    }

    @Test
    void problemOfWhatIsTypedIsUnderlinedToldAndReachedByKey() throws TimeoutException {
        type("SELECT 'open;\n");
        int wrong = area().getText()
                        .substring(0, area().getText().indexOf("SELECT 'open"))
                        .split("\n", -1)
                        .length
                - 1;
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> isUnderlined(wrong));

        window().robot().interact(() -> area().moveTo(0));
        window().robot().interact(() -> area().requestFocus());
        window().robot().push(KeyCode.F8);
        assertThat(area().getCurrentParagraph()).isEqualTo(wrong);
        assertThat(window().robot().listWindows())
                .filteredOn(each -> each instanceof Tooltip && each.isShowing())
                .extracting(each -> ((Tooltip) each).getText())
                .anyMatch(text -> text.contains("never closed"));
        window().picture("editor-squiggle");

        window().robot().interact(() -> area().undo());
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !isUnderlined(wrong));
    }

    private boolean isUnderlined(int paragraph) {
        return paragraph < area().getParagraphs().size()
                && area().getStyleAtPosition(area().getAbsolutePosition(paragraph, 1))
                        .contains("problem-error");
    }

    @Test
    void fileInErrorCanBeMendedWhereItIsShown() throws IOException {
        Files.writeString(file, "-- @up\nSELECT 'open;\n");
        window().robot().interact(() -> window().workspace().refresh());
        window().select("003_create_orders");
        window().select("002_create_products");

        assertThat(area().getText()).contains("SELECT 'open;");
        assertThat(area().isEditable()).isTrue();
        window().picture("editor-error");
    }

    @Test
    void typingIntoAPartThatIsOnlyShownLeadsToTheWholeFile() {
        window().robot()
                .interact(() -> window().find("#part-up", ToggleButton.class).fire());
        window().robot().push(KeyCode.ALT, KeyCode.DIGIT2);
        assertThat(area().isFocused()).isTrue();
        window().robot().push(KeyCode.A);
        assertThat(window().find("#editor-bar", Node.class).isVisible()).isTrue();
        window().robot().clickOn("Edit the file");
        assertThat(area().isEditable()).isTrue();
    }
}
