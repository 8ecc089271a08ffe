package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.alembic.ModelDifferences.Difference;
import dev.switchback.engine.alembic.OnlineRun.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has Alembic compare the project's models with the database that is meant, and nothing else. */
public final class ModelQuestions {

    private final OnlineRun online;
    private final Token token;
    private final String ledger;

    /**
     * @param token by which the connections that env.py opens are recognised
     * @param ledger the schema of Switchback's own tables, which no model has
     */
    public ModelQuestions(OnlineRun online, Token token, String ledger) {
        this.online = online;
        this.token = token;
        this.ledger = ledger;
    }

    /**
     * A revision that autogenerate wrote.
     *
     * @param file empty where env.py keeps empty revisions from being written
     */
    public record Revision(Optional<Path> file, Content content) {}

    /** Whether there was anything to write. */
    public enum Content {
        CHANGES,
        NOTHING
    }

    /**
     * What the models have and the database has not; writes nothing, anywhere.
     *
     * @throws dev.switchback.engine.failure.SwitchbackException.Unreadable when Alembic cannot say it, or is connected
     *     elsewhere
     */
    public ModelDifferences differences() {
        List<Difference> found = new ArrayList<>();
        List<String> code = new ArrayList<>();
        online.follow(request("check"), answer -> {
            if (answer.has("difference")) {
                found.add(Difference.of(answer.path("difference")));
            }
            if (answer.has("code")) {
                code.add(answer.path("code").asText());
            }
        });
        if (code.isEmpty()) {
            throw online.notCompared();
        }
        return new ModelDifferences(found, code.getLast());
    }

    /** Has a revision written that makes the difference go away, with the user's template. */
    public Revision write(NewRevision wanted) {
        ObjectNode request = request("revision");
        wanted.fill(request).put("autogenerate", true);
        List<Path> files = new ArrayList<>();
        Content[] content = {Content.CHANGES};
        online.follow(request, answer -> {
            if (answer.has("created")) {
                files.add(Path.of(answer.path("created").asText()));
            }
            if (answer.path("empty").asBoolean()) {
                content[0] = Content.NOTHING;
            }
        });
        return new Revision(files.stream().findFirst(), content[0]);
    }

    private ObjectNode request(String mode) {
        ObjectNode request = online.request(mode, token);
        request.put("ledger", ledger);
        return request;
    }
}
