package dev.switchback.ui.desktop;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.source.SourceStore;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/** Writes what a room shows to a file of the user's choice, off the UI thread. */
public final class Exports {

    private final BackgroundTasks tasks;
    private final UserDesktop desktop;
    private final Consumer<Path> written;

    /** @param written hears of the finished file */
    public Exports(BackgroundTasks tasks, UserDesktop desktop, Consumer<Path> written) {
        this.tasks = tasks;
        this.desktop = desktop;
        this.written = written;
    }

    /**
     * Asks for the place, then makes the content and writes it.
     *
     * @param from a node of the room that asks
     * @param name the suggested name of the file
     */
    public void save(Node from, String name, Supplier<byte[]> content) {
        desktop.saveAs(from.getScene().getWindow(), name)
                .ifPresent(file -> tasks.run(
                        Texts.get("task.export", file.getFileName()),
                        cancellation -> write(file, content.get()),
                        written));
    }

    private static Path write(Path file, byte[] content) {
        try {
            SourceStore.write(file, content);
            return file;
        } catch (IOException failure) {
            throw new SwitchbackException.Unreadable(
                    "unwritable_file",
                    Texts.get("export.failed", file, String.valueOf(failure.getMessage())),
                    Texts.get("export.elsewhere"),
                    Optional.of(file));
        }
    }
}
