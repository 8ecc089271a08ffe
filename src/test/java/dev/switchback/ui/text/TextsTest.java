package dev.switchback.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.ui.action.AppAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/switchback/ui");
    private static final Pattern KEY = Pattern.compile("Texts\\s*\\.get\\(\\s*\"([a-zA-Z.-]+[a-zA-Z])\"\\s*[,)]");
    private static final Set<String> KNOWN =
            ResourceBundle.getBundle("dev.switchback.ui.text.texts").keySet();

    @Test
    void everyTextThatTheWindowAsksForIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                KEY.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(key -> !KNOWN.contains(key))
                        .forEach(missing::add);
            }
        }
        assertThat(missing).as("add these lines to texts.properties").isEmpty();
    }

    @Test
    void everyActionHasItsWords() {
        assertThat(Arrays.stream(AppAction.values())
                        .map(action -> "action." + action.key())
                        .filter(key -> !KNOWN.contains(key)))
                .as("add these lines to texts.properties")
                .isEmpty();
    }

    @Test
    void noTwoActionsHaveTheSameKeys() {
        assertThat(Arrays.stream(AppAction.values()).flatMap(action -> action.shortcuts().stream()))
                .doesNotHaveDuplicates();
    }
}
