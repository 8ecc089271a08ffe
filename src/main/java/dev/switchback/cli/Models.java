package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.run.AlembicModels.Onlooker;
import dev.switchback.engine.run.Cancellation;
import java.util.List;

/** What the commands about models have in common. */
final class Models {

    private Models() {}

    /** The set that is meant: the one that is named, else the only one of Alembic. */
    static String set(TargetDatabase target, CommonOptions options) {
        if (options.set().isPresent()) {
            return options.set().get();
        }
        List<String> sets = target.status().sets().stream()
                .map(SetStatus::set)
                .filter(set -> set.alembic().isPresent())
                .map(set -> set.name())
                .toList();
        if (sets.size() != 1) {
            throw SelectionOptions.wrong(
                    sets.isEmpty()
                            ? "this project has no set of Alembic, and so no models to compare with"
                            : "this project has several sets of Alembic: " + String.join(", ", sets),
                    sets.isEmpty() ? "Look at `status`." : "Say which one is meant with --set.");
        }
        return sets.getFirst();
    }

    /** What Alembic and the project print is shown beside the report. */
    static Onlooker onlooker(Face face, CommonOptions options, Cancellation cancellation) {
        return new Onlooker(
                line -> {
                    if (!options.quiet()) {
                        face.err().println("      " + line);
                    }
                },
                cancellation);
    }
}
