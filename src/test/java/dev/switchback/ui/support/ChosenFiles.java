package dev.switchback.ui.support;

import dev.switchback.ui.desktop.UserDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** A desktop whose user always chooses what the test says, and that keeps what it was asked to show. */
public final class ChosenFiles implements UserDesktop {

    private final List<Path> revealed = new ArrayList<>();
    private Optional<Path> folder = Optional.empty();
    private Optional<Path> file = Optional.empty();

    /** From now on everything is saved into this folder, under the suggested name. */
    public void saveInto(Path chosen) {
        folder = Optional.of(chosen);
    }

    /** From now on this is the file that is opened. */
    public void openFile(Path chosen) {
        file = Optional.of(chosen);
    }

    public List<Path> revealed() {
        return revealed;
    }

    @Override
    public Optional<Path> folder(Window owner) {
        return folder;
    }

    @Override
    public Optional<Path> file(Window owner) {
        return file;
    }

    @Override
    public Optional<Path> saveAs(Window owner, String name) {
        return folder.map(chosen -> chosen.resolve(name));
    }

    @Override
    public void reveal(Path file) {
        revealed.add(file);
    }
}
