package dev.switchback.engine.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.switchback.engine.failure.SwitchbackException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A TOML file whose errors carry the line. */
record TomlFile(Path file, TomlLines lines) {

    private static final ObjectReader READER = new TomlMapper().reader();

    /**
     * Reads a file.
     *
     * @throws SwitchbackException.Unreadable when it cannot be read or is no TOML
     */
    static TomlTable read(Path file) {
        FileContent content = TextFiles.read(file);
        return switch (content) {
            case FileContent.Unreadable unreadable ->
                throw refused(file, unreadable.message(), OptionalInt.of(unreadable.line()));
            case FileContent.Text text -> parse(file, text.text());
        };
    }

    private static TomlTable parse(Path file, String text) {
        try {
            return new TomlTable(READER.readTree(text), "", new TomlFile(file, new TomlLines(text)));
        } catch (JsonProcessingException failure) {
            OptionalInt line = failure.getLocation() == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(failure.getLocation().getLineNr());
            throw refused(file, failure.getOriginalMessage(), line);
        }
    }

    Path path() {
        return file;
    }

    /** The line of a key, 1 where it is not known. */
    int lineOf(String key) {
        return lines.of(key).orElse(1);
    }

    SwitchbackException.Unreadable wrong(String key, String what) {
        return refused(file, "\"" + key + "\" " + what, lines.of(key));
    }

    private static SwitchbackException.Unreadable refused(Path file, String what, OptionalInt line) {
        String place = file.getFileName() + (line.isPresent() ? ", line " + line.getAsInt() : "");
        return new SwitchbackException.Unreadable(
                "bad_settings",
                place + ": " + what,
                "Correct the file; the project was not opened.",
                Optional.of(file),
                line);
    }
}
