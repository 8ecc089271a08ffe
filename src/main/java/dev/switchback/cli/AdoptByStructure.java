package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.RecordRequest;
import dev.switchback.engine.StructureDetection;
import dev.switchback.engine.StructureDetection.Course;
import dev.switchback.engine.StructureDetection.Line;
import dev.switchback.engine.StructureDetection.Verdict;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.StructureOutline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shows what the structure of a database says of a set that nobody kept a record of, and records it when told so.
 *
 * @param reason kept in the history; nothing is recorded without one
 */
record AdoptByStructure(Face face, Command command, ConfirmOptions confirm, Optional<String> reason) {

    private static final int MOST_SHOWN = 5;

    int call() {
        return Running.cancellable(this::call);
    }

    private int call(Cancellation cancellation) {
        Workplace workplace = new Workplace(face, command.options());
        Switchback project = workplace.project();
        MigrationSet set = workplace.chosenSet();
        try (TargetDatabase target = workplace.database()) {
            StructureDetection detection = new StructureDetection(
                    workplace
                            .settings()
                            .orElseThrow(
                                    () -> SelectionOptions.wrong("name the database: --profile NAME or --url URL")),
                    project,
                    set);
            Optional<Course> course = detection.look(progress(set.migrations().size()), cancellation);
            if (course.isEmpty()) {
                face.err().println("Cancelled; nothing was recorded.");
                return ExitCode.CANCELLED;
            }
            List<MigrationId> open =
                    course.get().unrecorded(target.status().set(set.name()).orElseThrow());
            boolean asked =
                    confirm.isAgreed() || (reason.isPresent() && face.terminal().isPresent());
            return asked && !open.isEmpty() ? adopt(target, set, course.get(), open) : show(set, course.get(), open);
        }
    }

    private Consumer<MigrationId> progress(int total) {
        int[] count = {0};
        return id -> {
            if (!command.options().json() && !command.options().quiet()) {
                count[0]++;
                face.err().println("[" + count[0] + "/" + total + "] tried " + id + " in a temporary database");
            }
        };
    }

    private int show(MigrationSet set, Course course, List<MigrationId> open) {
        new Reports(face, command)
                .print(document -> json(document, set, course, open), text -> print(set, course, open));
        return ExitCode.DONE;
    }

    private int adopt(TargetDatabase target, MigrationSet set, Course course, List<MigrationId> open) {
        if (!command.options().json()) {
            print(set, course, open);
        }
        confirm.require(face, target, "Record " + Text.count(open.size(), "migration") + " as applied");
        RunOutcome outcome = target.record(new RecordRequest(
                HistoryAction.STAMP,
                Optional.of(set.name()),
                open,
                reason.orElseThrow(),
                confirm.confirmation(target),
                confirm.lockWait()));
        new Reports(face, command)
                .print(
                        document -> {
                            RunJson.outcome(document, outcome);
                            json(document, set, course, open);
                        },
                        text -> text.recorded(
                                outcome, open.stream().map(MigrationId::value).toList()));
        return ExitCode.of(outcome);
    }

    private void print(MigrationSet set, Course course, List<MigrationId> open) {
        face.out().println(set.name() + ", by the structure of the database");
        boolean first = true;
        for (Line line : course.lines()) {
            face.out().println("  " + word(line.verdict()) + "  " + line.id());
            if (first && line.verdict() == Verdict.MISSING) {
                StructureOutline.of(line.missing()).stream()
                        .limit(MOST_SHOWN)
                        .forEach(missing -> face.out().println("           not there: " + missing));
                first = false;
            }
        }
        if (!course.further().isEmpty()) {
            face.out()
                    .println("Also there, and made by none of these: "
                            + Text.count(course.further().size(), "object") + ", such as "
                            + course.further().getFirst());
        }
        face.out().println(advice(open));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case THERE -> "there  ";
            case UNSEEN -> "unseen ";
            case MISSING -> "missing";
        };
    }

    private String advice(List<MigrationId> open) {
        if (open.isEmpty()) {
            return "There is nothing to record.";
        }
        return "To be recorded as applied: " + Text.count(open.size(), "migration") + "."
                + (reason.isPresent() ? "" : " `--reason TEXT --yes` does it.");
    }

    private static void json(ObjectNode document, MigrationSet set, Course course, List<MigrationId> open) {
        document.put("set", set.name());
        ArrayNode lines = document.putArray("lines");
        for (Line line : course.lines()) {
            ObjectNode node = lines.addObject();
            node.put("id", line.id().value());
            node.put("verdict", line.verdict().name().toLowerCase(Locale.ROOT));
            ArrayNode missing = node.putArray("missing");
            if (line.verdict() == Verdict.MISSING) {
                StructureOutline.of(line.missing()).forEach(missing::add);
            }
        }
        ArrayNode further = document.putArray("further");
        course.further().forEach(key -> further.add(key.toString()));
        ArrayNode recorded = document.putArray("to_record");
        open.forEach(id -> recorded.add(id.value()));
    }
}
