package dev.switchback.engine.run;

import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.BulkReader;
import dev.switchback.engine.sql.CopyData;
import dev.switchback.engine.sql.SqlStatement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the data of {@code COPY … FROM STDIN} comes from: the text of the script, or its file on disk. */
@FunctionalInterface
interface CopyInput {

    /** The data in UTF-8, which is what the driver announces to the server. */
    InputStream open() throws IOException;

    /** Data that stands in the text; empty for a statement that reads none. */
    static Optional<CopyInput> of(SqlStatement statement) {
        return statement.data().map(CopyInput::inText);
    }

    /** Data that stands in the text or was left on disk. */
    static Optional<CopyInput> of(SqlStatement statement, Script script) {
        return statement
                .data()
                .map(data -> script.bulkAt(data.line())
                        .<CopyInput>map(bulk -> () -> BulkReader.open(bulk))
                        .orElseGet(() -> inText(data)));
    }

    private static CopyInput inText(CopyData data) {
        return () -> new ByteArrayInputStream(data.lines().getBytes(StandardCharsets.UTF_8));
    }
}
