package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The psql commands of a script that mean nothing here, such as {@code \echo}: they are left out, and that is said. */
final class SkippedCommands {

    /** But for {@code \g}, which ends a statement. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^[ \\t]*(\\\\(?!g\\s)[A-Za-z]+)");

    private SkippedCommands() {}

    /** One finding per command of a script that could be split, so that what remains of them is harmless. */
    static List<Finding> of(Script script, List<SqlStatement> statements) {
        List<Finding> findings = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(script.text());
        while (matcher.find()) {
            int at = matcher.start(1);
            if (statements.stream().noneMatch(statement -> holds(script, statement, at))) {
                findings.add(skipped(script, matcher));
            }
        }
        return findings;
    }

    /** Whether a place lies in the text of a statement or in the COPY data behind it, where a line may begin likewise. */
    private static boolean holds(Script script, SqlStatement statement, int at) {
        int end = statement.offset() + statement.text().length();
        if (!statement.copyData().isEmpty()) {
            end = script.text().indexOf(statement.copyData(), end)
                    + statement.copyData().length();
        }
        return statement.offset() <= at && at < end;
    }

    private static Finding skipped(Script script, Matcher matcher) {
        int linesBefore = (int) script.text()
                .substring(0, matcher.start(1))
                .chars()
                .filter(c -> c == '\n')
                .count();
        return Finding.at(
                FindingCode.META_COMMAND,
                "the psql command " + matcher.group(1) + " means nothing here and is left out",
                script.placeOf(script.firstLine() + linesBefore).line());
    }
}
