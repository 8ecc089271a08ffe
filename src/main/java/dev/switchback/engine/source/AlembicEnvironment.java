package dev.switchback.engine.source;

import dev.switchback.engine.migration.AlembicPlace.Environment;
import dev.switchback.engine.migration.AlembicPlace.VersionTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be read in env.py without running it. */
final class AlembicEnvironment {

    private static final Environment UNKNOWN = new Environment(VersionTable.DEFAULT, List.of());

    /** Such as {@code ASK_DATABASE_URL}, {@code SQLALCHEMY_DATABASE_URI} or {@code PG_DSN}. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?=[A-Z][A-Z0-9_]*$).*(?:DATABASE|DB|SQLALCHEMY|POSTGRES|PG).*(?:UR[LI]|DSN).*");

    private final PythonFile file;

    private AlembicEnvironment(PythonFile file) {
        this.file = file;
    }

    /** Of the table of the heads, what {@code context.configure} is told; the usual one where that cannot be read. */
    static Environment of(Path scripts) {
        Path file = scripts.resolve("env.py");
        if (!Files.isRegularFile(file)) {
            return UNKNOWN;
        }
        return switch (TextFiles.read(file)) {
            case FileContent.Text text -> new AlembicEnvironment(PythonFile.read(text.text())).environment();
            case FileContent.Unreadable unreadable -> UNKNOWN;
        };
    }

    private Environment environment() {
        List<String> addresses = file.code().stream()
                .filter(PythonToken::isString)
                .map(PythonLexer::valueOf)
                .filter(name -> ADDRESS.matcher(name).matches())
                .distinct()
                .toList();
        return new Environment(table(), addresses);
    }

    private VersionTable table() {
        return new VersionTable(
                argument("version_table_schema"), argument("version_table").orElse(VersionTable.DEFAULT.name()));
    }

    /** {@code name="text"} or {@code name=VARIABLE} among the arguments of a call. */
    private Optional<String> argument(String name) {
        List<PythonToken> code = file.code();
        for (int i = 0; i + 2 < code.size(); i++) {
            if (code.get(i).is(name) && code.get(i + 1).is("=")) {
                PythonToken value = code.get(i + 2);
                Optional<String> text = value.isString()
                        ? Optional.of(PythonLexer.valueOf(value))
                        : file.value(value.text()).flatMap(AlembicEnvironment::text);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(PythonValue value) {
        return value instanceof PythonValue.Text text ? Optional.of(text.text()) : Optional.empty();
    }
}
