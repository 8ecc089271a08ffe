package dev.switchback.engine.source;

import dev.switchback.engine.migration.Script.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds included files: beside the file that includes them, in the set's folder, in the project's. A file outside of
 * the project is refused, also behind a link.
 */
record Includes(Path root, Path setFolder) {

    FileContent.Text find(Include include, Place place) {
        Path found = inside(include, place).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> refused(
                        place,
                        "includes \"" + include.path() + "\", which is not there. Correct the path; it counts from the "
                                + "folder of the file, of the set, or of the project"));
        if (!isInside(found)) {
            throw outside(include, place);
        }
        if (found.equals(place.file())) {
            throw refused(place, "includes the file itself. Remove the line");
        }
        return UnreadableFileException.textOf(TextFiles.read(found));
    }

    private List<Path> inside(Include include, Place place) {
        List<Path> candidates = candidates(include, place);
        List<Path> inside =
                candidates.stream().filter(path -> path.startsWith(root)).toList();
        if (inside.isEmpty() && !candidates.isEmpty()) {
            throw outside(include, place);
        }
        return inside;
    }

    private static UnreadableFileException outside(Include include, Place place) {
        return refused(
                place,
                "includes \"" + include.path() + "\", which lies outside of the project. Copy it into the project");
    }

    private List<Path> candidates(Include include, Place place) {
        try {
            Path beside = place.file().resolveSibling(include.path()).normalize();
            return List.of(
                    beside,
                    setFolder.resolve(include.path()).normalize(),
                    root.resolve(include.path()).normalize());
        } catch (InvalidPathException notAPath) {
            return List.of();
        }
    }

    private boolean isInside(Path file) {
        try {
            return file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private static UnreadableFileException refused(Place place, String what) {
        return UnreadableFileException.at(place.file(), place.line(), "line " + place.line() + " " + what);
    }
}
