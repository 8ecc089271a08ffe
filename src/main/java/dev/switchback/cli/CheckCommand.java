package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelDifferences.Difference;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Whether the models of a set of Alembic ask for something that no revision does. */
@CommandLine.Command(
        name = "check",
        description = "In a set of Alembic: what the models have and the database has not; changes nothing.")
final class CheckCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    CheckCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public Integer call() {
        try (TargetDatabase target = new Workplace(face, options).database()) {
            String set = Models.set(target, options);
            Reports reports = new Reports(face, this);
            return Running.cancellable(cancellation -> {
                ModelDifferences found = target.compareModels(set, Models.onlooker(face, options, cancellation));
                reports.print(document -> json(document, set, found), text -> print(set, found));
                return found.differences().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
            });
        }
    }

    private static void json(ObjectNode document, String set, ModelDifferences found) {
        document.put("set", set);
        ArrayNode differences = document.putArray("differences");
        for (Difference difference : found.differences()) {
            differences
                    .addObject()
                    .put("change", difference.change())
                    .put("object", difference.object())
                    .put("before", difference.before().orElse(null))
                    .put("after", difference.after().orElse(null));
        }
        document.put("code", found.code());
    }

    private void print(String set, ModelDifferences found) {
        List<Difference> differences = found.differences();
        if (differences.isEmpty()) {
            face.out().println("The models of " + set + " and the database agree.");
            return;
        }
        face.out().println("The models of " + set + " ask for " + Text.count(differences.size(), "change") + ":");
        differences.forEach(difference -> face.out().println("  " + difference.sentence()));
        face.out().println("`new NAME --autogenerate` writes a revision that does it.");
    }
}
