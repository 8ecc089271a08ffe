package dev.switchback.engine;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.source.ConvertedFile.Way;
import dev.switchback.engine.source.SetInSql;
import dev.switchback.engine.source.SetInSql.Half;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Alembic could write of a set as SQL; what it finds wrong with a revision is said by name. */
final class RenderedRevisions {

    private final MigrationSet set;
    private final Map<Half, Way> ways = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    private RenderedRevisions(MigrationSet set) {
        this.set = set;
    }

    /**
     * Takes over what was written.
     *
     * @param set with SQL in the place of the revisions that could be written
     * @throws SwitchbackException.Unreadable when the way up of one is in error
     */
    static SetInSql of(MigrationSet set) {
        RenderedRevisions revisions = new RenderedRevisions(set);
        List<Migration> migrations =
                set.migrations().stream().map(revisions::judged).toList();
        return new SetInSql(set.with(migrations, set.problems().findings()), revisions.ways, revisions.remarks);
    }

    private Migration judged(Migration migration) {
        MigrationId id = migration.id();
        finding(id, FindingCode.NOT_WRITTEN).ifPresent(finding -> {
            throw new SwitchbackException.Unreadable(
                    "not_written",
                    id + ": " + finding.message(),
                    "Mend it first; nothing was written.",
                    Optional.of(migration.source().path()),
                    finding.line());
        });
        if (migration.scripts().up().program().isEmpty()) {
            ways.put(new Half(id, Direction.UP), Way.RENDERED);
        }
        if (migration
                .scripts()
                .down()
                .filter(script -> script.program().isEmpty())
                .isPresent()) {
            ways.put(new Half(id, Direction.DOWN), Way.RENDERED);
        }
        Optional<Finding> failing = finding(id, FindingCode.DOWN_NOT_WRITTEN);
        failing.ifPresent(finding -> remarks.add(id + " has no way back: " + finding.message()));
        return failing.map(finding -> migration.irreversible(finding.message())).orElse(migration);
    }

    private Optional<Finding> finding(MigrationId id, FindingCode code) {
        return set.problems().of(id).stream()
                .filter(finding -> finding.code() == code)
                .findFirst();
    }
}
