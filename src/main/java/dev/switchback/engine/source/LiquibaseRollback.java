package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.tool.Changeset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way back of a file in Liquibase's formatted SQL: the last changeset first, and only where each has one, for a part
 * of a file is no way back.
 *
 * @param part its SQL, with blank lines where others stand between; empty where there is none
 * @param segments where the part of each changeset stands on disk
 */
record LiquibaseRollback(Optional<Sections.Part> part, List<Segment> segments, List<Finding> findings) {

    private static final Pattern LINE = Pattern.compile("(?i)\\s*--\\s*rollback\\s(.*)");
    private static final Pattern BLOCK = Pattern.compile("(?i)\\s*/\\*\\s*liquibase\\s*rollback\\s*");
    private static final Pattern END = Pattern.compile("(.*?)\\s*\\*/\\s*");
    private static final Pattern NOTHING = Pattern.compile("(?is)\\s*(?:empty|not required)\\b.*");
    private static final Pattern ELSEWHERE = Pattern.compile("(?is).*\\bchangesetid:.*");

    /** @param from the line of the part, counted from its first */
    private record Segment(int from, int line) {}

    /** The lines of one changeset's way back. */
    private record Lines(int first, String text) {

        boolean isNothing() {
            return NOTHING.matcher(text).matches();
        }
    }

    static LiquibaseRollback of(List<Changeset> changesets) {
        List<Lines> ways = new ArrayList<>();
        for (Changeset changeset : changesets.reversed()) {
            Optional<Lines> lines = lines(changeset);
            if (lines.filter(way -> ELSEWHERE.matcher(way.text()).matches()).isPresent()) {
                return none(
                        "the way back of changeset " + changeset.id()
                                + " is that another changeset runs again, which is not read. Write its SQL out",
                        lines.get().first());
            }
            lines.ifPresent(ways::add);
        }
        if (ways.size() < changesets.size() && !ways.isEmpty()) {
            return none(
                    ("only %d of its %d changesets have a --rollback, so that the file as a whole cannot be taken back. "
                                    + "Write the others")
                            .formatted(ways.size(), changesets.size()),
                    ways.getLast().first());
        }
        return ways.isEmpty() ? new LiquibaseRollback(Optional.empty(), List.of(), List.of()) : joined(ways);
    }

    private static LiquibaseRollback none(String why, int line) {
        return new LiquibaseRollback(Optional.empty(), List.of(), List.of(Finding.at(FindingCode.NO_DOWN, why, line)));
    }

    private static LiquibaseRollback joined(List<Lines> ways) {
        StringBuilder text = new StringBuilder();
        List<Segment> segments = new ArrayList<>();
        int line = 0;
        for (Lines way : ways) {
            if (!way.isNothing()) {
                segments.add(new Segment(line, way.first()));
                text.append(way.text());
                line += (int) way.text().lines().count();
            }
        }
        int first = segments.isEmpty()
                ? ways.getFirst().first()
                : segments.getFirst().line();
        return new LiquibaseRollback(Optional.of(new Sections.Part(first, text.toString())), segments, List.of());
    }

    /** The script with its lines where they stand on disk. */
    Script placed(Script script, Path file) {
        List<Script.Segment> places = segments.stream()
                .map(segment ->
                        new Script.Segment(script.firstLine() + segment.from(), new Script.Place(file, segment.line())))
                .toList();
        return new Script(script.text(), file, script.firstLine(), places, script.bulk());
    }

    /** Those that Liquibase would take, where they stand in the file. */
    private static Optional<Lines> lines(Changeset changeset) {
        StringBuilder text = new StringBuilder();
        int first = 0;
        int next = 0;
        int at = changeset.line();
        boolean inBlock = false;
        for (String line : changeset.body().lines().toList()) {
            at++;
            Matcher end = END.matcher(line);
            Optional<String> sql = inBlock ? Optional.of(end.matches() ? end.group(1) : line) : ofLine(line);
            inBlock = inBlock ? !end.matches() : BLOCK.matcher(line).matches();
            if (sql.isPresent()) {
                first = first == 0 ? at : first;
                text.append("\n".repeat(next == 0 ? 0 : at - next))
                        .append(sql.get())
                        .append('\n');
                next = at + 1;
            }
        }
        return first == 0 ? Optional.empty() : Optional.of(new Lines(first, text.toString()));
    }

    private static Optional<String> ofLine(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
