package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowMemoryTest {

    @TempDir
    Path folder;

    @Test
    void nextWindowLooksLikeTheLast() {
        WindowMemory memory = new WindowMemory(folder.resolve("config/window.json"), Runnable::run);
        WindowMemory.Place place = new WindowMemory.Place(10, 20, 1400, 900);
        memory.theme(Theme.DARK);
        memory.fontSize(15);
        memory.place(place);
        memory.opened(folder);

        WindowMemory next = new WindowMemory(folder.resolve("config/window.json"), Runnable::run);

        assertThat(next.theme()).isEqualTo(Theme.DARK);
        assertThat(next.fontSize()).isEqualTo(15);
        assertThat(next.place()).contains(place);
        assertThat(next.recents()).containsExactly(folder);
    }

    @Test
    void brokenMemoryIsForgotten() throws IOException {
        Path file = folder.resolve("window.json");
        Files.writeString(file, "{ broken");

        assertThat(new WindowMemory(file, Runnable::run).theme()).isEqualTo(Theme.LIGHT);
    }
}
