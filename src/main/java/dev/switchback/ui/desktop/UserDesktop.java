package dev.switchback.ui.desktop;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** The dialogs and programs of the user's desktop; a test answers in their place. */
public interface UserDesktop {

    /** Asks for a folder; empty when the user leaves. */
    Optional<Path> folder(Window owner);

    /** Asks for a file that is there, such as {@code .env}; empty when the user leaves. */
    Optional<Path> file(Window owner);

    /**
     * Asks where to save; empty when the user leaves.
     *
     * @param name what the file is called unless the user says otherwise
     */
    Optional<Path> saveAs(Window owner, String name);

    /** Shows a folder, or the one that a file is in, with the user's file manager. */
    void reveal(Path file);
}
