package dev.switchback.engine.source;

import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies a revision and places it among the others.
 *
 * @param message the first line of its docstring
 * @param created as the docstring has it; only to order what nothing else orders
 */
record AlembicRevision(String id, Needs.Revisions needs, String message, String created, PythonFile file) {

    private static final Pattern OF_FILE_NAME = Pattern.compile("([a-f0-9]+)\\.py");
    private static final Pattern CREATED = Pattern.compile("(?im)^\\s*Create Date\\s*:\\s*(\\S.*)$");

    /** @throws UnreadableFileException when the file does not say it in plain words */
    static AlembicRevision of(FileContent.Text source) {
        PythonFile file = PythonFile.read(source.text());
        file.openString().ifPresent(line -> {
            throw UnreadableFileException.at(
                    source.file(), line, "the string that begins on line " + line + " is not closed. Close it");
        });
        return new Reading(source.file(), file).run();
    }

    boolean isMerge() {
        return needs.parents().size() > 1;
    }

    /** One file while it is read. */
    private record Reading(Path path, PythonFile file) {

        AlembicRevision run() {
            String id = id();
            if (file.function("upgrade").isEmpty() && file.code().stream().noneMatch(token -> token.is("upgrade"))) {
                throw UnreadableFileException.at(
                        path, 1, "there is no upgrade(), so that Alembic would fail on it. Write one");
            }
            if (file.value("down_revision").isEmpty()) {
                throw UnreadableFileException.at(
                        path,
                        1,
                        "it does not say which revision it continues, and Alembic refuses every command until it does. "
                                + "Write down_revision = None where it continues none");
            }
            List<String> parents = texts("down_revision");
            int line = file.value("down_revision").map(PythonValue::line).orElse(1);
            Needs.Revisions needs = new Needs.Revisions(parents, texts("depends_on"), texts("branch_labels"), line);
            String docstring = file.docstring().orElse("").strip();
            Matcher created = CREATED.matcher(docstring);
            String first = docstring.lines().findFirst().orElse("").strip();
            return new AlembicRevision(
                    id,
                    needs,
                    first.isEmpty() ? Descriptions.fromName(new MigrationId(stem())) : first,
                    created.find() ? created.group(1).strip() : "",
                    file);
        }

        private String stem() {
            return path.getFileName().toString().replaceFirst("\\.py$", "");
        }

        private String id() {
            Optional<PythonValue> value = file.value("revision");
            if (value.isPresent()) {
                return switch (value.get()) {
                    case PythonValue.Text text -> {
                        if (text.text().isBlank()) {
                            throw needsPython("revision", text);
                        }
                        yield text.text();
                    }
                    case PythonValue.Texts several -> throw needsPython("revision", value.get());
                    case PythonValue.Nothing nothing -> throw needsPython("revision", value.get());
                    case PythonValue.Computed computed -> throw needsPython("revision", value.get());
                };
            }
            Matcher name = OF_FILE_NAME.matcher(path.getFileName().toString());
            if (!name.matches()) {
                throw UnreadableFileException.at(
                        path,
                        1,
                        "it does not say which revision it is, and Alembic refuses every command until it does. Write "
                                + "revision = \"…\", or move the file out of the folder");
            }
            return name.group(1);
        }

        private List<String> texts(String name) {
            Optional<PythonValue> value = file.value(name);
            if (value.isEmpty()) {
                return List.of();
            }
            return switch (value.get()) {
                case PythonValue.Text text -> List.of(text.text());
                case PythonValue.Texts several -> several.texts();
                case PythonValue.Nothing nothing -> List.of();
                case PythonValue.Computed computed -> throw needsPython(name, computed);
            };
        }

        private UnreadableFileException needsPython(String name, PythonValue value) {
            String written = value instanceof PythonValue.Computed computed ? ": " + computed.source() : "";
            return UnreadableFileException.at(
                    path,
                    value.line(),
                    name + " is no plain text here, so that only Python could say what it is" + written
                            + ". Write it as a text in quotes");
        }
    }
}
