package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.ScriptAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What to know before a script runs, with the place in the migration's file from which it comes. */
final class StepWarnings {

    private static final Set<FindingCode> OF_THE_WAY_UP =
            Set.of(FindingCode.OUT_OF_ORDER, FindingCode.EMPTY, FindingCode.EMPTY_DOWN, FindingCode.DOWN_NOT_WRITTEN);

    private final SetStatus set;
    private final Script script;
    private final ScriptAnalysis analysis;

    StepWarnings(SetStatus set, Script script, ScriptAnalysis analysis) {
        this.set = set;
        this.script = script;
        this.analysis = analysis;
    }

    /** Before a way up; how it stands with the way back belongs to it. */
    List<Finding> up(MigrationStatus status) {
        Stream<Finding> known = status.findings().stream().filter(finding -> OF_THE_WAY_UP.contains(finding.code()));
        return Stream.concat(ofScript(), known).toList();
    }

    /** Before a way down: what is wrong with the file's does not count where another one was recorded and runs. */
    List<Finding> down(MigrationStatus status) {
        Stream<Finding> known = status.findings().stream()
                .filter(finding -> finding.code() == FindingCode.DOWN_NOT_WRITTEN
                        || (finding.code() == FindingCode.EMPTY_DOWN
                                && analysis.statements().isEmpty()));
        return Stream.concat(ofScript(), known).toList();
    }

    /** What the script itself says. */
    Stream<Finding> ofScript() {
        return Stream.concat(
                analysis.remarks().stream().map(this::finding), script.program().flatMap(this::onlyOnline).stream());
    }

    private Finding finding(ScriptAnalysis.Remark remark) {
        FindingCode code = code(remark.kind());
        Script.Place place = script.placeOf(remark.statement().line());
        if (set.set().alembic().isPresent() && script.segments().isEmpty()) {
            int number = analysis.statements().indexOf(remark.statement()) + 1;
            return Finding.of(code, "statement " + number + " of the rendered SQL: " + remark.text());
        }
        return place.file().equals(script.file())
                ? Finding.at(code, remark.text(), place.line())
                : Finding.of(code, place.file().getFileName() + ", line " + place.line() + ": " + remark.text());
    }

    private Optional<Finding> onlyOnline(Program program) {
        return switch (program) {
            case Program.PythonFunction function -> Optional.empty();
            case Program.AlembicRevision revision ->
                revision.onlyOnline()
                        .map(why -> new Finding(
                                FindingCode.ONLINE_ONLY,
                                "Alembic itself runs it, on a connection of its own: " + why.reason(),
                                why.line()));
        };
    }

    private static FindingCode code(ScriptAnalysis.Kind kind) {
        return switch (kind) {
            case NON_TRANSACTIONAL -> FindingCode.NON_TRANSACTIONAL;
            case MIXED, NEEDS_TRANSACTION -> FindingCode.MIXED_TRANSACTION;
            case DESTRUCTIVE -> FindingCode.DESTRUCTIVE;
            case CLUSTER_WIDE -> FindingCode.CLUSTER_WIDE;
        };
    }
}
