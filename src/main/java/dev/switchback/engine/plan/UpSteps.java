package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.sql.ScriptAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the steps of a way up, with what to know before. */
final class UpSteps {

    private final SetStatus set;
    private final StepScripts scripts;

    UpSteps(SetStatus set, StepScripts scripts) {
        this.set = set;
        this.scripts = scripts;
    }

    Optional<Finding> unwritten(MigrationStatus status) {
        return status.migration()
                .flatMap(migration -> scripts.unwritten(migration.scripts().up()));
    }

    /** @throws dev.switchback.engine.sql.SqlSyntaxException when the script cannot be cut into statements */
    PlanStep step(MigrationStatus status, String reason) {
        Migration migration = status.migration().orElseThrow();
        ScriptAnalysis analysis =
                scripts.analyse(migration.scripts().up(), migration.scripts().transaction());
        PlanStep.Work work = new PlanStep.Work(
                Optional.of(migration), migration.scripts().up(), scripts.mode(analysis), Optional.empty());
        return new PlanStep(
                set.set().name(),
                status.id(),
                Direction.UP,
                work,
                migration.isRepeatable() && status.row().isPresent() ? "its content changed since it ran" : reason,
                warnings(status, migration, analysis));
    }

    private List<Finding> warnings(MigrationStatus status, Migration migration, ScriptAnalysis analysis) {
        List<Finding> warnings =
                new ArrayList<>(new StepWarnings(set, migration.scripts().up(), analysis).up(status));
        Optional<String> irreversible = migration.header().notes().irreversible();
        if (irreversible.isPresent()) {
            warnings.add(Finding.of(FindingCode.NO_DOWN, "there is no way back: " + irreversible.get()));
        } else if (migration.scripts().down().isEmpty() && !migration.isRepeatable()) {
            warnings.add(Finding.of(FindingCode.NO_DOWN, "there is no way back: it has no down script"));
        }
        return warnings;
    }
}
