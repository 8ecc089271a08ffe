package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.AdoptionRequest;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.tool.Adoption;
import dev.switchback.engine.tool.Adoption.Verdict;
import dev.switchback.engine.tool.Upkeep;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what another tool recorded beside the files, and takes it over into the ledger when told so. */
@CommandLine.Command(
        name = "adopt",
        description = "Shows what another tool recorded here; with --reason and --yes takes it over into the ledger.")
final class AdoptCommand implements Command {

    private static final String STRUCTURE = "structure";

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Option(
            names = "--from",
            paramLabel = "TOOL",
            description = "flyway, liquibase, … or SCHEMA.TABLE, where there are several; structure: no tool kept a "
                    + "record, and what is there is compared with what the files make in a temporary database.")
    private @Nullable String from;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private @Nullable String reason;

    AdoptCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "adopt";
    }

    @Override
    public Integer call() {
        boolean named = reason != null && !reason.isBlank();
        if (confirm.isAgreed() && !named) {
            throw SelectionOptions.wrong("--reason is missing: the history keeps why");
        }
        if (STRUCTURE.equals(from)) {
            return new AdoptByStructure(
                            face, this, confirm, Optional.ofNullable(reason).filter(given -> named))
                    .call();
        }
        try (TargetDatabase target = new Workplace(face, options).database()) {
            Adoption adoption = target.adoption(new AdoptionRequest.Choice(Optional.ofNullable(from), options.set()));
            boolean asked = confirm.isAgreed() || (named && face.terminal().isPresent());
            return asked && adoption.isPossible() ? adopt(target, adoption) : show(adoption);
        }
    }

    private int show(Adoption adoption) {
        new Reports(face, this)
                .print(document -> adoption(document, adoption), text -> new AdoptionText(face.out()).print(adoption));
        return adoption.with(Verdict.REFUSED).findAny().isPresent() ? ExitCode.BLOCKED : ExitCode.DONE;
    }

    private int adopt(TargetDatabase target, Adoption adoption) {
        if (!options.json()) {
            new AdoptionText(face.out()).print(adoption);
        }
        confirm.require(face, target, "Take this over into the ledger");
        RunOutcome outcome = target.adopt(new AdoptionRequest(
                adoption, Optional.ofNullable(reason).orElse(""), confirm.confirmation(target), confirm.lockWait()));
        new Reports(face, this)
                .print(
                        document -> {
                            RunJson.outcome(document, outcome);
                            adoption(document, adoption);
                        },
                        text -> text.recorded(
                                outcome,
                                Stream.concat(adoption.with(Verdict.ADOPT), adoption.with(Verdict.TAKEN_BACK))
                                        .flatMap(line -> line.id().stream())
                                        .map(id -> id.value())
                                        .toList()));
        return ExitCode.of(outcome);
    }

    private static void adoption(ObjectNode document, Adoption adoption) {
        document.put("tool", adoption.table().tool().text());
        document.put("table", adoption.table().place());
        document.put("set", adoption.set());
        document.put("kept", adoption.upkeep() == Upkeep.KEPT);
        document.put("consequence", adoption.consequence().orElse(null));
        ArrayNode lines = document.putArray("lines");
        for (Adoption.Line line : adoption.lines()) {
            ObjectNode node = lines.addObject();
            node.put("id", line.id().map(id -> id.value()).orElse(null));
            node.put("verdict", line.verdict().text());
            node.put("recorded", line.recorded().orElse(null));
            node.put("applied_at", line.applied().at().map(Instant::toString).orElse(null));
            node.put("execution_time_ms", line.applied().took().toMillis());
            node.put("reason", line.reason().isEmpty() ? null : line.reason());
        }
    }
}
