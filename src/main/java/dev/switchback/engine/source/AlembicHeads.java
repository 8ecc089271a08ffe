package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of branches that nobody merged what they mean. */
final class AlembicHeads {

    private AlembicHeads() {}

    /** The set with a remark when it has several heads. */
    static MigrationSet noted(MigrationSet set) {
        List<MigrationId> heads = set.heads();
        if (heads.size() < 2) {
            return set;
        }
        MigrationSet.Problems problems = set.problems();
        Finding finding = Finding.of(
                FindingCode.SEVERAL_HEADS,
                "there are " + heads.size() + " heads: "
                        + heads.stream().map(MigrationId::value).collect(Collectors.joining(", "))
                        + ". Whoever applies everything applies all of them; `alembic upgrade head` refuses until they are merged");
        return new MigrationSet(
                set.name(),
                set.layout(),
                set.folder(),
                set.migrations(),
                set.phases(),
                new MigrationSet.Problems(
                        problems.files(),
                        problems.findings(),
                        Stream.concat(problems.general().stream(), Stream.of(finding))
                                .toList(),
                        problems.rollbackScript()));
    }
}
