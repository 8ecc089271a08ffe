package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.MigrationSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A revision that Alembic is asked to write, with the user's own template and file names.
 *
 * @param message in words; Alembic makes the file's name of it
 * @param dependsOn revisions or labels that it has to come after, beside the head that it continues
 */
public record NewRevision(String message, Kind kind, List<String> dependsOn) {

    /** What the new revision continues. */
    public enum Kind {
        /** The only head there is. */
        NEXT,
        /** All heads, which it brings together. */
        MERGE
    }

    public NewRevision {
        dependsOn = List.copyOf(dependsOn);
    }

    /**
     * Has the file written.
     *
     * @return the new file
     * @throws SwitchbackException.Unreadable when Alembic does not write it, with its reason
     */
    public Path write(AlembicBridge bridge, MigrationSet set) {
        AlembicPlace place = set.alembic().orElseThrow();
        AlembicTarget nowhere = new AlembicTarget(Optional.empty(), Map.of());
        ObjectNode request = AlembicBridge.request(place, "revision", nowhere);
        fill(request);
        LastWords said = new LastWords();
        Answers answers = new Answers(place, said);
        Optional<Path> created = Optional.empty();
        try (Conversation conversation = bridge.begin(place, nowhere, request, said)) {
            while (true) {
                Optional<JsonNode> answer =
                        answers.judge(conversation.next(AlembicBridge.PATIENCE), conversation, AlembicBridge.PATIENCE);
                if (answer.isEmpty()) {
                    return created.orElseThrow(() -> nothingWritten(place));
                }
                if (answer.get().has("created")) {
                    created = Optional.of(Path.of(answer.get().path("created").asText()));
                }
            }
        }
    }

    ObjectNode fill(ObjectNode request) {
        ObjectNode options = request.putObject("options");
        options.put("message", message);
        options.put("merge", kind == Kind.MERGE);
        ArrayNode needs = options.putArray("depends_on");
        dependsOn.forEach(needs::add);
        return options;
    }

    private static SwitchbackException nothingWritten(AlembicPlace place) {
        return new SwitchbackException.Unreadable(
                "nothing_written",
                "Alembic ended without having written a revision",
                "Look at the template script.py.mako.",
                Optional.of(place.scripts().resolve("script.py.mako")));
    }
}
