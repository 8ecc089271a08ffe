package dev.switchback.engine.source;

import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.migration.Script.Segment;
import dev.switchback.engine.sql.CommandTag;
import dev.switchback.engine.sql.CommandTag.Control;
import dev.switchback.engine.sql.Indentation;
import dev.switchback.engine.sql.PureQuery;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementSplitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program sent when it ran once, as a script that does the same without it: what it took back is gone, what it only
 * read is a comment.
 */
public final class RecordedScript {

    private static final Pattern SAVEPOINT = Pattern.compile(
            "(SAVEPOINT|RELEASE(?:\\s+SAVEPOINT)?|ROLLBACK\\s+TO(?:\\s+SAVEPOINT)?)\\s+(\\S+)",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_READ = 200;

    private RecordedScript() {}

    /**
     * Writes what was sent.
     *
     * @param title how it came about, for the first line
     * @param file the program
     */
    public static Script of(String title, Path file, List<SqlStatement> sent, SqlSyntax syntax) {
        String text = new Writing(syntax).text(title, sent);
        Segment whole = new Segment(1, new Place(file, 1));
        return new Script(text, file, 1, List.of(whole), List.of());
    }

    /** The first statement that handed rows to the program, by which it may have decided what to do. */
    public static Optional<SqlStatement> rowsRead(List<SqlStatement> sent, SqlSyntax syntax) {
        return sent.stream().filter(each -> PureQuery.readsRows(each, syntax)).findFirst();
    }

    /** The statements that stay, in order. */
    private static final class Writing {

        private final SqlSyntax syntax;
        private final List<SqlStatement> kept = new ArrayList<>();
        private final Map<String, Integer> savepoints = new HashMap<>();
        private int border;

        Writing(SqlSyntax syntax) {
            this.syntax = syntax;
        }

        String text(String title, List<SqlStatement> sent) {
            sent.stream().flatMap(this::parts).forEach(this::take);
            StringBuilder text = new StringBuilder("-- ").append(title).append('\n');
            boolean apart = true;
            for (SqlStatement statement : inBlocks()) {
                String written = written(statement);
                boolean several = written.indexOf('\n') >= 0;
                text.append(apart || several ? "\n" : "").append(written).append('\n');
                apart = several;
            }
            return text.toString();
        }

        /** One message may hold several statements, and comments around them. */
        private Stream<SqlStatement> parts(SqlStatement sent) {
            return sent.data().isPresent()
                    ? Stream.of(sent)
                    : StatementSplitter.split(sent.text(), sent.line(), syntax).stream();
        }

        private void take(SqlStatement statement) {
            Matcher savepoint = SAVEPOINT.matcher(statement.text());
            if (savepoint.matches()) {
                savepoint(savepoint.group(1).toUpperCase(Locale.ROOT), savepoint.group(2));
                return;
            }
            switch (CommandTag.control(statement, syntax)) {
                case NONE -> kept.add(statement);
                case COMMIT, BEGIN -> border(statement);
                case ROLLBACK -> kept.subList(border, kept.size()).clear();
            }
        }

        private void savepoint(String word, String name) {
            if (word.equals("SAVEPOINT")) {
                savepoints.put(name, kept.size());
            } else if (word.startsWith("ROLLBACK")) {
                int from = savepoints.getOrDefault(name, kept.size());
                kept.subList(Math.min(from, kept.size()), kept.size()).clear();
            }
        }

        /** Behind a rollback the transaction begins again where it began before. */
        private void border(SqlStatement statement) {
            boolean again = is(statement, Control.BEGIN)
                    && border == kept.size()
                    && (kept.isEmpty() || !is(kept.getLast(), Control.COMMIT));
            if (!again) {
                kept.add(statement);
            }
            border = kept.size();
            savepoints.clear();
        }

        /** The program found a transaction open, and left one open: what it ended there is a block before and one behind. */
        private List<SqlStatement> inBlocks() {
            List<SqlStatement> blocks = new ArrayList<>(kept);
            if (blocks.stream().noneMatch(statement -> is(statement, Control.COMMIT))) {
                return blocks;
            }
            if (is(blocks.getFirst(), Control.COMMIT)) {
                blocks.removeFirst();
            } else {
                blocks.addFirst(new SqlStatement("BEGIN", 0, 1, 1));
            }
            if (!blocks.isEmpty() && is(blocks.getLast(), Control.BEGIN)) {
                blocks.removeLast();
            } else {
                blocks.addLast(new SqlStatement("COMMIT", 0, 1, 1));
            }
            return blocks;
        }

        private boolean is(SqlStatement statement, Control control) {
            return CommandTag.control(statement, syntax) == control;
        }

        private String written(SqlStatement statement) {
            if (PureQuery.is(statement, syntax)) {
                return "-- read: " + statement.summary(LONGEST_READ);
            }
            String text = Indentation.without(statement.text().strip(), syntax) + ";";
            return statement
                    .data()
                    .map(data -> text + "\n" + lines(data.lines()) + "\\.")
                    .orElse(text);
        }

        private static String lines(String data) {
            return data.isEmpty() || data.endsWith("\n") ? data : data + "\n";
        }
    }
}
