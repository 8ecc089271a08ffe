package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.graph.GraphPicture;
import dev.switchback.engine.graph.GraphText;
import dev.switchback.engine.graph.MigrationGraph;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.ledger.StateDerivation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dependency graph as text or picture. */
@CommandLine.Command(name = "graph", description = "Writes the dependency graph to standard output.")
final class GraphCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    /** The forms of the graph. */
    enum Format {
        dot,
        mermaid,
        svg,
        png
    }

    @Option(names = "--format", paramLabel = "dot|mermaid|svg|png", description = "dot unless told.")
    private Format format = Format.dot;

    GraphCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public Integer call() {
        MigrationGraph graph = MigrationGraph.of(sets());
        byte[] content = switch (format) {
            case dot -> GraphText.dot(graph).getBytes(StandardCharsets.UTF_8);
            case mermaid -> GraphText.mermaid(graph).getBytes(StandardCharsets.UTF_8);
            case svg -> GraphText.svg(graph).getBytes(StandardCharsets.UTF_8);
            case png -> GraphPicture.png(graph);
        };
        if (options.json()) {
            new Reports(face, this)
                    .print(
                            document -> {
                                document.put("format", format.name());
                                document.put(
                                        "content",
                                        format == Format.png
                                                ? Base64.getEncoder().encodeToString(content)
                                                : new String(content, StandardCharsets.UTF_8));
                            },
                            text -> {});
        } else {
            face.out().writeBytes(content);
            face.out().flush();
        }
        return ExitCode.DONE;
    }

    /** States are shown where a database is named; the graph itself needs none. */
    private List<SetStatus> sets() {
        Workplace workplace = new Workplace(face, options);
        Optional<String> database =
                options.url().or(() -> options.profiles().stream().findFirst());
        if (database.isPresent()) {
            try (TargetDatabase target = workplace.database()) {
                return chosen(target.status().sets());
            }
        }
        return chosen(workplace.project().project().sets().stream()
                .map(set -> StateDerivation.derive(set, List.of()))
                .toList());
    }

    private List<SetStatus> chosen(List<SetStatus> all) {
        return all.stream()
                .filter(set -> options.set().map(set.set().name()::equals).orElse(true))
                .toList();
    }
}
