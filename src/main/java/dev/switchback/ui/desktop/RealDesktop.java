package dev.switchback.ui.desktop;

import dev.switchback.ui.text.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.HostServices;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The desktop that the program runs on. */
public record RealDesktop(HostServices services) implements UserDesktop {

    @Override
    public Optional<Path> folder(Window owner) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.get("action.open-project"));
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> file(Window owner) {
        return Optional.ofNullable(new FileChooser().showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> saveAs(Window owner, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get("export.title"));
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    @Override
    public void reveal(Path file) {
        Path folder = Files.isDirectory(file) ? file : file.resolveSibling("");
        services.showDocument(folder.toUri().toString());
    }
}
