package dev.switchback.engine;

import dev.switchback.engine.alembic.SentStatement;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.ConvertedFile.Way;
import dev.switchback.engine.source.RecordedScript;
import dev.switchback.engine.source.SetInSql;
import dev.switchback.engine.source.SetInSql.Half;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementClassifier;
import dev.switchback.engine.sql.StatementTraits.Reach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts what the programs of a set sent in their place, and says where that stands for code that may do something else. */
final class RecordedPrograms {

    private static final int NEWEST = 18;

    private final SetRecording recording;
    private final SqlSyntax syntax;
    private final Map<Half, Way> ways = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    RecordedPrograms(SetRecording recording, SqlSyntax syntax) {
        this.recording = recording;
        this.syntax = syntax;
    }

    /** The set without programs. */
    SetInSql in(SetInSql source) {
        ways.putAll(source.ways());
        remarks.addAll(source.remarks());
        List<Migration> migrations =
                source.set().migrations().stream().map(this::recorded).toList();
        return new SetInSql(
                source.set().with(migrations, source.set().problems().findings()), ways, remarks);
    }

    private Migration recorded(Migration migration) {
        if (!migration.hasProgram()) {
            return migration;
        }
        Optional<String> failure = recording.failure(migration.id());
        Script up = script(migration, Direction.UP, migration.scripts().up());
        if (failure.isPresent()) {
            String reason = "its way back failed when it was recorded: " + failure.get();
            remarks.add(migration.id() + " has no way back: " + reason);
            return migration.with(up, Optional.empty()).irreversible(reason);
        }
        Optional<Script> down = migration.scripts().down().map(script -> script(migration, Direction.DOWN, script));
        return withManualSteps(migration.with(up, down));
    }

    private Script script(Migration migration, Direction direction, Script script) {
        if (script.program().isEmpty()) {
            return script;
        }
        Half half = new Half(migration.id(), direction);
        List<SqlStatement> sent = recording.sent(half).orElseThrow(() -> notRun(migration, direction));
        requireValues(migration, sent);
        remarkReach(migration, sent);
        ways.put(half, Way.RECORDED);
        String file = script.file().getFileName().toString();
        return RecordedScript.of("Recorded: what " + file + " sent in an empty database", script.file(), sent, syntax);
    }

    private static void requireValues(Migration migration, List<SqlStatement> sent) {
        sent.stream()
                .filter(statement -> statement.text().endsWith(SentStatement.WITHOUT_VALUES))
                .findFirst()
                .ifPresent(statement -> {
                    throw new SwitchbackException.Unreadable(
                            "values_unknown",
                            migration.id() + " sends values, which the database driver of its env.py does not tell",
                            "Let env.py use psycopg2 for the conversion. Nothing was written.",
                            Optional.of(migration.source().path()));
                });
    }

    /** Nobody knew before what a program would send. */
    private void remarkReach(Migration migration, List<SqlStatement> sent) {
        StatementClassifier classifier = new StatementClassifier(syntax, NEWEST);
        sent.stream()
                .filter(statement -> classifier.classify(statement).reach() == Reach.CLUSTER)
                .findFirst()
                .ifPresent(
                        statement -> remarks.add(migration.id() + " reached beyond the temporary database while it was "
                                + "recorded, and that stays on the server: " + statement.summary(80)));
    }

    private static SwitchbackException notRun(Migration migration, Direction direction) {
        return new SwitchbackException.Unreadable(
                "not_recorded",
                migration.id() + " did not run " + direction.text()
                        + " in the temporary database, so that its SQL is not known",
                "Look whether an environment or a phase leaves it out. Nothing was written.",
                Optional.of(migration.source().path()));
    }

    /** Whoever applies it where there are rows has to know that none were there when it was recorded. */
    private Migration withManualSteps(Migration migration) {
        String lines = Arrays.stream(Direction.values())
                .map(direction -> new Half(migration.id(), direction))
                .filter(half -> ways.get(half) == Way.RECORDED)
                .flatMap(half -> recording.sent(half).stream())
                .flatMap(sent -> RecordedScript.rowsRead(sent, syntax).stream())
                .map(read -> String.valueOf(read.line()))
                .distinct()
                .collect(Collectors.joining(", "));
        String file = migration.source().path().getFileName().toString();
        Migration told = migration;
        if (!lines.isEmpty()) {
            remarks.add(migration.id() + " is a recording of " + file + ", which reads rows (line " + lines + ")");
            told = told.manualSteps("This is a recording of " + file
                    + " in an empty database, and the script reads rows (line " + lines
                    + "). Where there are rows, see what else it does with them");
        }
        if (recording.wentBack(migration.id())) {
            remarks.add(
                    migration.id() + " is a recording of " + file + ", which took back a part of what it had tried");
            told = told.manualSteps("The script took back a part of what it had tried here. Where that works, it does "
                    + "something else: see " + file);
        }
        return told;
    }
}
