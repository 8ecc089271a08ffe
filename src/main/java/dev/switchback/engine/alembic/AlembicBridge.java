package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.alembic.Conversation.Heard;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Program.OnlineOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks the project's Alembic to write revisions as SQL. Each call is a process of its own, and may take seconds. */
public final class AlembicBridge {

    /** Importing the models of a large project takes a while; saying nothing for so long is hanging. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Interpreters interpreters;
    private final Map<String, String> environment;
    private final Duration patience;
    private final Detail detail;

    /** What is told of statements that Alembic sends by itself. */
    private enum Detail {
        WORDS,
        /** With the values that go with them, so that they can be sent again. */
        VALUES
    }

    /**
     * A bridge for one project.
     *
     * @param patience how long Alembic may say nothing while it writes SQL
     */
    public AlembicBridge(Path root, Map<String, String> environment, Duration patience) {
        this(new Interpreters(root, environment), environment, patience, Detail.WORDS);
    }

    private AlembicBridge(
            Interpreters interpreters, Map<String, String> environment, Duration patience, Detail detail) {
        this.interpreters = interpreters;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
        this.detail = detail;
    }

    /** The same, telling statements with their values. */
    public AlembicBridge recording() {
        return new AlembicBridge(interpreters, environment, patience, Detail.VALUES);
    }

    /** How long that is where a program may be silent for some time; zero for as long as it likes. */
    public static Duration patience(Duration ofPrograms) {
        return ofPrograms.isZero() || ofPrograms.compareTo(PATIENCE) > 0 ? PATIENCE : ofPrograms;
    }

    /** A revision in one direction. */
    public record Wish(String revision, Direction direction) {}

    /**
     * Has revisions written as SQL, each by itself.
     *
     * @param target without a password: nothing connects
     * @throws SwitchbackException.Unreadable when Alembic could not be asked at all
     */
    public Map<Wish, Written> write(MigrationSet set, AlembicTarget target, List<Wish> wishes) {
        AlembicPlace place = set.alembic().orElseThrow();
        ObjectNode request = request(place, "render", target);
        ArrayNode steps = request.putArray("steps");
        wishes.forEach(wish ->
                steps.addArray().add(wish.revision()).add(wish.direction().text()));
        LastWords said = new LastWords();
        Answers answers = new Answers(place, said);
        Map<Wish, Written> written = new LinkedHashMap<>();
        try (Conversation conversation = begin(place, target, request, said)) {
            Duration silence = PATIENCE; // until Python has begun
            while (true) {
                Heard heard = conversation.next(silence);
                Optional<JsonNode> answer = answers.judge(heard, conversation, silence);
                silence = patience;
                if (answer.isEmpty()) {
                    return written;
                }
                take(answer.get(), place, written);
            }
        }
    }

    boolean tellsValues() {
        return detail == Detail.VALUES;
    }

    private static void take(JsonNode answer, AlembicPlace place, Map<Wish, Written> written) {
        if (answer.has("table")) {
            Answers.requireTable(answer, place);
        }
        if (answer.has("revision")) {
            Wish wish = new Wish(
                    answer.path("revision").asText(),
                    answer.path("direction").asText().equals("up") ? Direction.UP : Direction.DOWN);
            written.put(wish, written(answer));
        }
    }

    private static Written written(JsonNode answer) {
        if (answer.has("online")) {
            return new Written.NeedsConnection(
                    new OnlineOnly(answer.path("online").asText(), Answers.line(answer)));
        }
        if (answer.has("error")) {
            JsonNode error = answer.path("error");
            return new Written.Failed(Answers.message(error), Answers.file(error), Answers.line(error));
        }
        List<Written.Piece> pieces = new ArrayList<>();
        answer.path("sql")
                .forEach(piece -> pieces.add(new Written.Piece(
                        piece.path("text").asText(), piece.path("line").asInt(1))));
        return new Written.Sql(answer.path("title").asText(), pieces);
    }

    Conversation begin(AlembicPlace place, AlembicTarget target, JsonNode request, Consumer<String> printed) {
        return Conversation.begin(interpreters.of(place), place.folder(), variables(target), request, printed);
    }

    private Map<String, String> variables(AlembicTarget target) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.putAll(target.variables());
        return variables;
    }

    static ObjectNode request(AlembicPlace place, String mode, AlembicTarget target) {
        ObjectNode request = Conversation.JSON.createObjectNode();
        request.put("mode", mode);
        request.put("folder", place.folder().toString());
        request.put("settings", place.settings().toString());
        request.put("scripts", place.scripts().toString());
        ArrayNode versions = request.putArray("versions");
        place.versions().forEach(folder -> versions.add(folder.toString()));
        target.url().ifPresent(url -> request.put("url", url));
        return request;
    }
}
