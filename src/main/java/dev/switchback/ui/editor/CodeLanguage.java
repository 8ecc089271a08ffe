package dev.switchback.ui.editor;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.source.PythonHighlighter;
import dev.switchback.engine.source.SyntaxCheck;
import dev.switchback.engine.sql.SqlHighlighter;
import dev.switchback.engine.sql.SqlHighlighter.Span;
import dev.switchback.engine.sql.SqlSyntax;
import java.nio.file.Path;
import java.util.List;

/** What the editor's text is written in. */
enum CodeLanguage {
    SQL("--"),
    PYTHON("#");

    private final String comment;

    CodeLanguage(String comment) {
        this.comment = comment;
    }

    static CodeLanguage of(Path file) {
        return file.toString().endsWith(".py") ? PYTHON : SQL;
    }

    /** What makes a comment of the rest of a line. */
    String comment() {
        return comment;
    }

    /** What cannot be read of a text; what Python cannot read shows when the file is saved. */
    List<Finding> check(String text) {
        return switch (this) {
            case SQL -> SyntaxCheck.of(text);
            case PYTHON -> List.of();
        };
    }

    List<Span> spans(String text) {
        return switch (this) {
            case SQL -> SqlHighlighter.spans(text, SqlSyntax.POSTGRESQL);
            case PYTHON -> PythonHighlighter.spans(text);
        };
    }
}
