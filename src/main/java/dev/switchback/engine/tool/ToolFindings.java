package dev.switchback.engine.tool;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.tool.Adoption.Line;
import dev.switchback.engine.tool.Adoption.Verdict;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What another tool's record means for the migrations of a set, to be said in the set's status; pure. */
public final class ToolFindings {

    private final Adoption adoption;

    private ToolFindings(Adoption adoption) {
        this.adoption = adoption;
    }

    /**
     * One finding at most for each migration; none where the record is about other files.
     *
     * @param ids all of the set, in its order
     * @param open those that the next apply would run
     */
    public static Map<MigrationId, Finding> of(Adoption adoption, List<MigrationId> ids, List<MigrationId> open) {
        return adoption.matched() == 0 ? Map.of() : new ToolFindings(adoption).findings(ids, open);
    }

    /** About the set as a whole: that the tool, whose record was adopted, cannot go on beside Switchback. */
    public static Optional<Finding> ofSet(Adoption adoption) {
        return adoption.with(Verdict.RECORDED)
                .findAny()
                .flatMap(adopted -> adoption.consequence())
                .map(consequence -> Finding.of(
                        FindingCode.NOT_KEPT,
                        consequence + " With keep = \"none\" in switchback.toml this is not said any more"));
    }

    private Map<MigrationId, Finding> findings(List<MigrationId> ids, List<MigrationId> open) {
        Map<MigrationId, Finding> findings = new LinkedHashMap<>();
        adoption.lines().stream()
                .filter(line -> line.verdict() == Verdict.ADOPT || line.verdict() == Verdict.REFUSED)
                .flatMap(line -> line.id().stream())
                .filter(new HashSet<>(open)::contains)
                .forEach(id -> findings.put(id, recorded()));
        adoption.with(Verdict.TAKEN_BACK)
                .flatMap(line -> line.id().stream())
                .forEach(id -> findings.put(id, takenBack(id)));
        // what has no file stands in the way of what would run next
        Optional<MigrationId> next =
                open.stream().findFirst().or(() -> ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast()));
        adoption.lines().stream()
                .filter(Line::isHalfDone)
                .forEach(line -> line.id().or(() -> next).ifPresent(id -> findings.put(id, halfDone(line))));
        return findings;
    }

    private Finding recorded() {
        return Finding.of(
                FindingCode.RECORDED_ELSEWHERE,
                adoption.table().sentence()
                        + " says that it is applied. Adopt that record, so that it does not run again");
    }

    private Finding takenBack(MigrationId id) {
        String tool = adoption.table().tool().title();
        return Finding.of(
                FindingCode.TAKEN_BACK_ELSEWHERE,
                ("is applied by Switchback's record, but %s, which Switchback keeps, has no row of it: %s took it back, "
                                + "or it was applied before that table was kept. `adopt` takes over that it is not there; "
                                + "if it is, `repair %s` writes the row again")
                        .formatted(adoption.table().sentence(), tool, id));
    }

    private Finding halfDone(Line line) {
        return Finding.of(
                FindingCode.HALF_DONE_ELSEWHERE,
                ("%s says that %s failed half way%s, and nobody knows how much of it took effect. "
                                + "Look at what is there and put it right, then %s")
                        .formatted(
                                adoption.table().sentence(),
                                line.recorded().orElseThrow(),
                                adoption.table().tool() == Tool.GOLANG_MIGRATE ? " (dirty)" : "",
                                mending()));
    }

    private String mending() {
        return switch (adoption.table().tool()) {
            case GOLANG_MIGRATE -> "say so with `migrate force VERSION`, the version that is really there";
            case FLYWAY -> "say so with `flyway repair`";
            case ALEMBIC, SUPABASE, GOOSE, DBMATE, RAILS, LIQUIBASE, SQITCH, DIESEL, SQL_RUNNER, PYTHON_RUNNER ->
                "set the row right with " + adoption.table().tool().title();
        };
    }
}
