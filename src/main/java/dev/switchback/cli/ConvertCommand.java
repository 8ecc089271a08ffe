package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.ConversionProof;
import dev.switchback.engine.ConversionProof.Verdict;
import dev.switchback.engine.SetConversion;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.snapshot.StructureOutline;
import dev.switchback.engine.source.Conversion;
import dev.switchback.engine.source.ConvertedFile;
import dev.switchback.engine.source.ConvertedFile.Way;
import dev.switchback.engine.source.ConvertedFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static final Map<Way, String> WAYS = Map.of(
            Way.COPIED, "",
            Way.RENDERED, ": written as SQL by Alembic",
            Way.RECORDED, ": what the program sent in an empty database");

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
        return Running.cancellable(this::call);
    }

    private int call(Cancellation cancellation) {
        Workplace workplace = new Workplace(face, options);
        Switchback project = workplace.project();
        MigrationSet set = workplace.chosenSet();
        ConvertedFolder folder = new ConvertedFolder(
                Optional.ofNullable(to).orElseThrow().toAbsolutePath().normalize());
        folder.requireNew();
        Optional<ConnectionSettings> server = workplace.settings();
        RunListener listener = options.quiet() || options.json() ? RunListener.SILENT : new Progress(face.err());
        Optional<Conversion> drafted = new SetConversion(project, set).draft(server, listener, cancellation);
        if (drafted.isEmpty()) {
            face.err().println("Cancelled; nothing was written.");
            return ExitCode.CANCELLED;
        }
        Conversion conversion = drafted.get();
        folder.write(conversion);
        Optional<Verdict> verdict = server.flatMap(
                there -> new ConversionProof(there, listener, cancellation).compare(project, conversion, folder));
        new Reports(face, this)
                .print(
                        document -> json(document, conversion, folder.folder(), verdict),
                        text -> print(conversion, folder.folder(), verdict));
        if (cancellation.isRequested()) {
            return ExitCode.CANCELLED;
        }
        return verdict.filter(each -> !each.isSame()).isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(Conversion conversion, Path folder, Optional<Verdict> verdict) {
        face.out().println(Text.count(conversion.files().size(), "migration") + " written to " + folder + ".");
        for (Way way : Way.values()) {
            long count =
                    conversion.files().stream().filter(file -> file.up() == way).count();
            if (count > 0) {
                face.out().println("  " + count + " " + way.text() + WAYS.get(way));
            }
        }
        if (conversion.keepsNeeds() && conversion.keepsOrder()) {
            face.out().println("  dependencies and order are what they were");
        }
        conversion.remarks().forEach(remark -> face.out().println("  " + remark));
        verdict.ifPresentOrElse(
                found -> print(conversion, found),
                () -> face.out()
                        .println("Not proved: name a database with --url or --profile to have it tried there."));
    }

    private void print(Conversion conversion, Verdict verdict) {
        String back = switch (verdict.takenBack()) {
            case 0 -> "";
            default ->
                verdict.takenBack() == conversion.files().size()
                        ? ", and again when all is taken back"
                        : ", and again when the last " + verdict.takenBack() + " are taken back";
        };
        face.out()
                .println(
                        verdict.isSame()
                                ? "Proved: both give the same structure in an empty database" + back + "."
                                : "Not the same structure:");
        outline(verdict).forEach(line -> face.out().println("  " + line));
    }

    private static List<String> outline(Verdict verdict) {
        return Stream.concat(
                        StructureOutline.of(verdict.up()).stream(),
                        StructureOutline.of(verdict.back()).stream().map(line -> "taken back: " + line))
                .toList();
    }

    private static void json(ObjectNode document, Conversion conversion, Path folder, Optional<Verdict> verdict) {
        document.put("set", conversion.set().name());
        document.put("folder", folder.toString());
        ArrayNode files = document.putArray("files");
        for (ConvertedFile file : conversion.files()) {
            files.addObject()
                    .put("id", file.id().value())
                    .put("former_id", file.former().value())
                    .put("file", folder.resolve(file.name()).toString())
                    .put("up", file.up().text())
                    .put("down", file.down().map(Way::text).orElse(null));
        }
        ArrayNode remarks = document.putArray("remarks");
        conversion.remarks().forEach(remarks::add);
        document.put("dependencies", conversion.keepsNeeds() ? "same" : "extended");
        document.put("order", conversion.keepsOrder() ? "same" : "independent_ones_differ");
        document.put(
                "proof",
                verdict.map(found -> found.isSame() ? "same_structure" : "different")
                        .orElse("not_asked"));
        document.put("taken_back", verdict.map(Verdict::takenBack).orElse(null));
        ArrayNode lines = document.putArray("differences");
        verdict.ifPresent(found -> outline(found).forEach(lines::add));
    }
}
