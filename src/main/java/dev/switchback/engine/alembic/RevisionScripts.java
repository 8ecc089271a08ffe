package dev.switchback.engine.alembic;

import dev.switchback.engine.alembic.AlembicBridge.Wish;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Puts what Alembic wrote in the place of its revisions, and remembers it as long as the files stay as they are. */
public final class RevisionScripts {

    private final AlembicBridge bridge;
    private final Map<Key, Written> kept = new ConcurrentHashMap<>();

    /** @param surroundings of the revision: its env.py and its settings */
    private record Key(String set, Wish wish, String content, String surroundings, Optional<String> url) {}

    public RevisionScripts(AlembicBridge bridge) {
        this.bridge = bridge;
    }

    public AlembicBridge bridge() {
        return bridge;
    }

    /**
     * The set with SQL in place of the revisions that are wanted; of those that could not be written, a finding says why.
     *
     * @param ids of migrations of the set
     * @param directions both for a way up, whose way back is recorded with it
     */
    public MigrationSet write(
            MigrationSet set, AlembicTarget target, Collection<MigrationId> ids, List<Direction> directions) {
        Map<Wish, Key> keys = new HashMap<>();
        String surroundings = surroundings(set.alembic().orElseThrow());
        List<Migration> wanted =
                ids.stream().flatMap(id -> set.find(id).stream()).toList();
        for (Migration migration : wanted) {
            for (Direction direction : directions) {
                script(migration, direction)
                        .filter(RevisionScripts::canBeWritten)
                        .ifPresent(script -> {
                            Wish wish = new Wish(migration.id().value(), direction);
                            keys.put(
                                    wish,
                                    new Key(
                                            set.name(),
                                            wish,
                                            migration.digests().raw(),
                                            surroundings,
                                            target.url()));
                        });
            }
        }
        List<Wish> missing = keys.entrySet().stream()
                .filter(entry -> !kept.containsKey(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            bridge.write(set, target, missing).forEach((wish, written) -> {
                if (keys.containsKey(wish)) {
                    kept.put(keys.get(wish), written);
                }
            });
        }
        Map<Wish, Written> written = new HashMap<>();
        keys.forEach((wish, key) -> Optional.ofNullable(kept.get(key)).ifPresent(found -> written.put(wish, found)));
        return replaced(set, written);
    }

    private static Optional<Script> script(Migration migration, Direction direction) {
        return switch (direction) {
            case UP -> Optional.of(migration.scripts().up());
            case DOWN -> migration.scripts().down();
        };
    }

    /** What is marked as in need of a connection is not even tried. */
    private static boolean canBeWritten(Script script) {
        return script.program()
                .filter(program -> program instanceof Program.AlembicRevision revision
                        && revision.onlyOnline().isEmpty())
                .isPresent();
    }

    private static String surroundings(AlembicPlace place) {
        return Stream.of(place.scripts().resolve("env.py"), place.settings())
                .map(RevisionScripts::content)
                .reduce("", (all, next) -> all + "\0" + next);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static MigrationSet replaced(MigrationSet set, Map<Wish, Written> written) {
        List<Migration> migrations = new ArrayList<>();
        Map<MigrationId, List<Finding>> findings = new HashMap<>(set.problems().findings());
        for (Migration migration : set.migrations()) {
            Optional<Written> up = Optional.ofNullable(written.get(wish(migration, Direction.UP)));
            Optional<Written> down = Optional.ofNullable(written.get(wish(migration, Direction.DOWN)));
            migrations.add(replaced(migration, up, down));
            List<Finding> more = Stream.concat(
                            up.flatMap(each -> finding(each, migration, Direction.UP)).stream(),
                            down.flatMap(each -> finding(each, migration, Direction.DOWN)).stream())
                    .toList();
            if (!more.isEmpty()) {
                findings.merge(
                        migration.id(),
                        more,
                        (before, after) ->
                                Stream.concat(before.stream(), after.stream()).toList());
            }
        }
        return set.with(migrations, findings);
    }

    private static Wish wish(Migration migration, Direction direction) {
        return new Wish(migration.id().value(), direction);
    }

    private static Migration replaced(Migration migration, Optional<Written> up, Optional<Written> down) {
        if (up.isEmpty() && down.isEmpty()) {
            return migration;
        }
        Scripts before = migration.scripts();
        Scripts scripts = new Scripts(
                up.map(written -> RevisionText.script(before.up(), written)).orElse(before.up()),
                before.down()
                        .map(script -> down.map(written -> RevisionText.script(script, written))
                                .orElse(script)),
                before.checks(),
                before.transaction());
        return new Migration(
                migration.id(),
                migration.header(),
                scripts,
                migration.dependencies(),
                migration.source(),
                migration.digests());
    }

    private static Optional<Finding> finding(Written written, Migration migration, Direction direction) {
        String function = direction == Direction.UP ? "upgrade()" : "downgrade()";
        return switch (written) {
            case Written.Sql sql -> Optional.empty();
            case Written.NeedsConnection needs ->
                Optional.of(new Finding(
                        FindingCode.ONLINE_ONLY,
                        function + " needs a connection: " + needs.why().reason()
                                + ". It cannot be shown as SQL or dry-run; Alembic itself runs it",
                        needs.why().line()));
            case Written.Failed failed ->
                Optional.of(new Finding(
                        direction == Direction.UP ? FindingCode.NOT_WRITTEN : FindingCode.DOWN_NOT_WRITTEN,
                        function + " is in error, so that Alembic cannot write it as SQL: " + failed.message()
                                + elsewhere(failed, migration),
                        elsewhere(failed, migration).isEmpty() ? failed.line() : OptionalInt.empty()));
        };
    }

    /** Where it failed, when that is not in the revision's own file. */
    private static String elsewhere(Written.Failed failed, Migration migration) {
        return failed.file()
                .filter(file -> !file.equals(migration.source().path()))
                .map(file ->
                        " (" + file.getFileName() + ", line " + failed.line().orElse(1) + ")")
                .orElse("");
    }
}
