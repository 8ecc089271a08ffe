package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.alembic.AlembicBridge.Wish;
import dev.switchback.engine.alembic.Conversation.Heard;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.MigrationSet;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Lets Alembic itself run something on a connection of its own. Every connection that env.py opens shows first that it
 * leads to the database that is meant: it has to see a lock there that Switchback holds.
 */
public final class OnlineRun {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final AlembicBridge bridge;
    private final MigrationSet set;
    private final AlembicTarget target;
    private final Watch watch;

    /** Whoever looks on. */
    public interface Watch {

        /** A line that env.py, the revision or Alembic printed; on a thread of its own. */
        void printed(String line);

        /** A statement that is about to be sent, in the words of SQLAlchemy. */
        void sent(String statement);

        /** That statement has ended. */
        void ended(SentStatement statement);

        /** Asked again and again: whether it should be ended. */
        boolean isToEnd();

        /** How long it may neither end nor send a statement; zero for as long as it likes. */
        Duration silence();

        /** Whether the server is at work for this session of it. */
        boolean isAtWork(int backend);

        /** Asks the server to end what this session of it is doing. */
        void end(int backend);
    }

    /**
     * The lock by which the database is recognised.
     *
     * @param first of the two numbers of an advisory lock
     */
    public record Token(int first, int second) {}

    public OnlineRun(AlembicBridge bridge, MigrationSet set, AlembicTarget target, Watch watch) {
        this.bridge = bridge;
        this.set = set;
        this.target = target;
        this.watch = watch;
    }

    /**
     * Runs one revision in one direction.
     *
     * @param heads what Alembic has to find, else it does nothing
     * @throws SwitchbackException.Unreadable when it failed, or was refused
     */
    public void run(Wish wish, Collection<String> heads, Token token) {
        ObjectNode request = request("run", token);
        ArrayNode step = request.putArray("steps").addArray();
        step.add(wish.revision()).add(wish.direction().text());
        ArrayNode expected = request.putArray("heads");
        heads.forEach(expected::add);
        follow(request, answer -> {});
    }

    ObjectNode request(String mode, Token token) {
        if (target.url().isEmpty()) {
            throw new SwitchbackException.Unreadable(
                    "no_address",
                    "Alembic has to connect by itself, and only a connection of the calling program is known here",
                    "Run it from the command line or the window, with the address of the database.",
                    Optional.of(set.folder()));
        }
        ObjectNode request = AlembicBridge.request(set.alembic().orElseThrow(), mode, target);
        request.put("online", true);
        request.put("values", bridge.tellsValues());
        request.putArray("key").add(token.first()).add(token.second());
        return request;
    }

    /** What an answer that only one kind of request gets is good for. */
    interface Own {
        void take(JsonNode answer);
    }

    void follow(ObjectNode request, Own own) {
        AlembicPlace place = set.alembic().orElseThrow();
        LastWords said = new LastWords();
        Answers answers = new Answers(place, said);
        try (Conversation conversation = bridge.begin(place, target, request, line -> {
            said.accept(line);
            watch.printed(line);
        })) {
            OnlineCourse course = new OnlineCourse(conversation, watch, AlembicBridge.PATIENCE);
            while (true) {
                Heard heard = conversation.next(GLANCE);
                if (heard instanceof Heard.Silence) {
                    course.quiet(answers);
                    continue;
                }
                Optional<JsonNode> answer = answers.judge(heard, conversation, LAST_WORDS);
                if (answer.isEmpty()) {
                    return;
                }
                if (answer.get().has("refused")) {
                    conversation.kill();
                    throw otherDatabase();
                }
                course.heard(answer.get());
                own.take(answer.get());
            }
        }
    }

    /** It ended well without having done what it was asked for. */
    SwitchbackException notCompared() {
        return new SwitchbackException.Unreadable(
                "not_compared",
                "Alembic came to no end with comparing: env.py does not call context.run_migrations() where it is "
                        + "connected, or keeps a failure of it to itself",
                "Look at run_migrations_online() in env.py, which Alembic's templates have. What it printed may say more.",
                Optional.of(set.alembic().orElseThrow().scripts().resolve("env.py")));
    }

    private SwitchbackException otherDatabase() {
        return new SwitchbackException.Unreadable(
                "other_database",
                "env.py connects to another database than this one: it does not use the address that it is given. "
                        + "Nothing was done there",
                "Let env.py take sqlalchemy.url from context.config, or from a variable such as DATABASE_URL.",
                Optional.of(set.alembic().orElseThrow().scripts().resolve("env.py")));
    }
}
