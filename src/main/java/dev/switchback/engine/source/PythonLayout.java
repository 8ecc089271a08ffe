package dev.switchback.engine.source;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbered Python files with {@code apply(connection)} and {@code rollback(connection)}, read without running them. */
final class PythonLayout implements SourceLayoutReader {

    static final String APPLY = "apply";
    static final String ROLLBACK = "rollback";

    private static final Pattern KEY = Pattern.compile("\\s*(\\w+(?:[ _-]\\w+)?)\\s*:.*");
    private static final Pattern NUMBER = Pattern.compile("\\D*(\\d+).*");

    /** Whether a file is written in this layout. */
    static boolean isMigration(FileContent content) {
        return switch (content) {
            case FileContent.Text text -> PythonText.of(text.text()).defines(APPLY);
            case FileContent.Unreadable unreadable -> false;
        };
    }

    @Override
    public Draft read(FileGroup group) {
        FileContent.Text main = UnreadableFileException.textOf(group.up());
        PythonText python = PythonText.of(main.text());
        if (!python.defines(APPLY)) {
            throw OtherLanguages.refused(main.file());
        }
        HeaderReader header = new HeaderReader(group.id(), fields(python));
        Scripts scripts = new Scripts(
                script(main, Direction.UP).orElseThrow(),
                python.defines(ROLLBACK) ? script(main, Direction.DOWN) : Optional.empty(),
                List.of(),
                header.transaction());
        Header values = described(header.header(group.repetition()), header, python);
        List<Finding> findings = new ArrayList<>(header.findings());
        numberDiffers(group.id(), python).ifPresent(findings::add);
        if (scripts.down().isEmpty() && values.notes().irreversible().isEmpty()) {
            findings.add(Finding.of(
                    FindingCode.NO_DOWN, "there is no rollback(connection), so it cannot be rolled back. Write one"));
        }
        return new Draft(
                group.id(),
                values,
                scripts,
                header.needs(),
                new SourceFile(main.file(), List.of(), main.text()),
                new Draft.Observed(main.rawDigest(), List.of(main), findings));
    }

    private static Optional<Script> script(FileContent.Text main, Direction direction) {
        return Layout.PYTHON.program(direction).map(program -> new Script(main.text(), main.file(), program));
    }

    /** The lines of the docstring that have a known key, each where it stands in the file. */
    private static HeaderFields fields(PythonText python) {
        return python.docstring()
                .map(docstring -> "\n".repeat(docstring.line() - 1)
                        + docstring.text().lines().map(PythonLayout::comment).collect(Collectors.joining("\n")))
                .map(HeaderFields::of)
                .orElseGet(() -> HeaderFields.of(""));
    }

    private static String comment(String line) {
        Matcher key = KEY.matcher(line);
        boolean known = key.matches()
                && HeaderKey.of(key.group(1))
                        .filter(each -> each != HeaderKey.MIGRATION)
                        .isPresent();
        return known ? "-- " + line.strip() : "";
    }

    private static Header described(Header header, HeaderReader fields, PythonText python) {
        String description = fields.says(HeaderKey.DESCRIPTION)
                ? header.description()
                : python.title().orElse(header.description());
        return new Header(
                description, header.type(), header.environments(), header.phase(), header.repetition(), header.notes());
    }

    private static Optional<Finding> numberDiffers(MigrationId id, PythonText python) {
        Optional<String> said = python.number();
        Matcher own = NUMBER.matcher(id.value());
        if (said.isEmpty() || !own.matches() || new BigInteger(said.get()).equals(new BigInteger(own.group(1)))) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                FindingCode.ID_DIFFERS,
                "the docstring says migration " + said.get() + ", the file name " + own.group(1)
                        + ". The file name counts; correct the docstring"));
    }
}
