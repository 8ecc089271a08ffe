package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.ConversionProof;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.snapshot.StructureOutline;
import dev.switchback.engine.source.Conversion;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a set as annotated files, and proves them where a database is named. */
@CommandLine.Command(
        name = "convert",
        description =
                "Writes a set as annotated files; with --url or --profile it is proved in temporary databases there.")
final class ConvertCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--to", paramLabel = "DIR", description = "The new folder.", required = true)
    private @Nullable Path to;

    ConvertCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "convert";
    }

    @Override
    public Integer call() {
        Workplace workplace = new Workplace(face, options);
        Project project = workplace.project().project();
        MigrationSet set = workplace.chosenSet();
        Path folder = Optional.ofNullable(to).orElseThrow().toAbsolutePath().normalize();
        Conversion.Written written = Conversion.write(project, set, folder);
        Optional<StructureDifference> difference = workplace
                .settings()
                .map(server -> new ConversionProof(server).compare(project.root(), set.name(), folder));
        new Reports(face, this)
                .print(document -> json(document, set, written, difference), text -> print(written, difference));
        return difference.filter(each -> !each.isEmpty()).isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(Conversion.Written written, Optional<StructureDifference> difference) {
        face.out().println(Text.count(written.names().size(), "migration") + " written to " + written.folder() + ".");
        written.remarks().forEach(remark -> face.out().println("  " + remark));
        difference.ifPresentOrElse(
                found -> {
                    face.out()
                            .println(
                                    found.isEmpty()
                                            ? "Proved: both give the same structure in an empty database."
                                            : "Not the same structure:");
                    StructureOutline.of(found).forEach(line -> face.out().println("  " + line));
                },
                () -> face.out()
                        .println("Not proved: name a database with --url or --profile to have it tried there."));
    }

    private static void json(
            ObjectNode document,
            MigrationSet set,
            Conversion.Written written,
            Optional<StructureDifference> difference) {
        document.put("set", set.name());
        document.put("folder", written.folder().toString());
        ArrayNode files = document.putArray("files");
        written.names()
                .forEach((from, now) -> files.addObject()
                        .put("id", now.value())
                        .put("former_id", from.value())
                        .put("file", written.folder().resolve(now + ".sql").toString()));
        ArrayNode remarks = document.putArray("remarks");
        written.remarks().forEach(remarks::add);
        document.put(
                "proof",
                difference
                        .map(found -> found.isEmpty() ? "same_structure" : "different")
                        .orElse("not_asked"));
        ArrayNode lines = document.putArray("differences");
        difference.ifPresent(found -> StructureOutline.of(found).forEach(lines::add));
    }
}
