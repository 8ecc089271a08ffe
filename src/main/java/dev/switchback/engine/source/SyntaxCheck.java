package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.SqlSyntaxException.Reason;
import dev.switchback.engine.sql.StatementSplitter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the text of a migration can be cut into statements, told while it is being typed and without reading files. */
public final class SyntaxCheck {

    private SyntaxCheck() {}

    /**
     * The first error of each section, by the lines of the whole text; what an include brings is not looked at. Python
     * is judged by Python, when it runs.
     */
    public static List<Finding> of(String text) {
        if (PythonHighlighter.isPython(text)) {
            return List.of();
        }
        Sections sections = Sections.cut(text);
        return Stream.concat(
                        Stream.of(sections.preamble()),
                        sections.parts().stream().map(Sections.Section::part))
                .flatMap(part -> error(part, SqlSyntax.POSTGRESQL).stream())
                .toList();
    }

    private static Optional<Finding> error(Sections.Part part, SqlSyntax syntax) {
        try {
            StatementSplitter.split(part.text(), part.firstLine(), syntax);
            return Optional.empty();
        } catch (SqlSyntaxException refused) {
            if (refused.reason() == Reason.INCLUDE) {
                return Optional.empty();
            }
            // behind //, a comment for H2 alone, a quote closes nothing
            boolean perhapsH2 = refused.reason() == Reason.UNCLOSED
                    && syntax == SqlSyntax.POSTGRESQL
                    && part.text().contains("//");
            if (perhapsH2 && error(part, SqlSyntax.H2).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    Finding.at(FindingCode.UNREADABLE, String.valueOf(refused.getMessage()), refused.line()));
        }
    }
}
