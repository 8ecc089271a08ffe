package dev.switchback.engine.profile;

import dev.switchback.engine.failure.SwitchbackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables from a {@code .env} file, read when somebody asks for it. An error names the line and never its text, which
 * may be a secret.
 */
public final class EnvFile {

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(?<value>.*)");
    private static final Pattern SINGLE = Pattern.compile("'(?<text>[^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<else>[^}]*))?}");

    private final Path file;
    private final Map<String, String> variables;

    private EnvFile(Path file, Map<String, String> variables) {
        this.file = file;
        this.variables = variables;
    }

    /**
     * The variables that are there, and those of the file beside them; what is set already stays as it is.
     *
     * @throws SwitchbackException.Unreadable when the file is not there, or has a line that is no {@code NAME=value}
     */
    public static Map<String, String> around(Map<String, String> environment, Path file) {
        EnvFile read = new EnvFile(file, new LinkedHashMap<>(environment));
        List<String> lines = read.lines();
        for (int i = 0; i < lines.size(); i++) {
            read.line(lines.get(i).replace("\uFEFF", "").strip(), i + 1);
        }
        return Map.copyOf(read.variables);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new SwitchbackException.Unreadable(
                    "no_env_file",
                    "cannot read " + file + (Files.exists(file) ? "" : ", which does not exist"),
                    "Name the file with its path, as seen from where you are.",
                    Optional.of(file));
        }
    }

    private void line(String text, int number) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw wrong("is not NAME=value", number);
        }
        String name = line.group("name");
        String value = value(line.group("value"), number);
        variables.putIfAbsent(name, value);
    }

    private String value(String written, int number) {
        if (written.startsWith("'")) {
            return quoted(SINGLE, written, number);
        }
        if (written.startsWith("\"")) {
            String text = replaced(quoted(DOUBLE, written, number));
            return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escaped(found.group(1))));
        }
        return replaced(COMMENT.matcher(written).replaceFirst("").strip());
    }

    private String quoted(Pattern form, String written, int number) {
        Matcher matcher = form.matcher(written);
        if (!matcher.matches()) {
            throw wrong("has a quote that does not end on this line, or text behind it", number);
        }
        return matcher.group("text");
    }

    private static String escaped(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            default -> letter;
        };
    }

    /** {@code ${NAME}} and {@code ${NAME:-otherwise}}; nothing where nothing is known. */
    private String replaced(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(variables.get(found.group("name")))
                        .filter(value -> !value.isEmpty())
                        .or(() -> Optional.ofNullable(found.group("else")))
                        .orElse("")));
    }

    private SwitchbackException wrong(String what, int number) {
        return new SwitchbackException.Unreadable(
                "bad_env_file",
                file.getFileName() + ", line " + number + ", " + what,
                "Write NAME=value, or put the value in quotes.",
                Optional.of(file),
                OptionalInt.of(number));
    }
}
