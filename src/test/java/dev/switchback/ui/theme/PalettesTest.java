package dev.switchback.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PalettesTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/switchback/ui/theme");
    private static final Pattern DEFINED = Pattern.compile("(?m)^\\s*(-[a-z-]+)\\s*:");
    private static final Pattern USED = Pattern.compile("-sb-[a-z-]+");

    @Test
    void bothThemesDefineTheSameColours() throws IOException {
        assertThat(defined("palette-dark.css")).isEqualTo(defined("palette-light.css"));
    }

    @Test
    void everyColourOfTheStructureIsInThePalettes() throws IOException {
        Set<String> missing = new TreeSet<>(found(USED, "structure.css", 0));
        missing.removeAll(defined("palette-light.css"));
        assertThat(missing).as("define these in both palettes").isEmpty();
    }

    private static Set<String> defined(String file) throws IOException {
        return found(DEFINED, file, 1);
    }

    private static Set<String> found(Pattern pattern, String file, int group) throws IOException {
        return pattern.matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(result -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
