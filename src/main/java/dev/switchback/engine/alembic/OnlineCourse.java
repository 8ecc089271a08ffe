package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.alembic.Conversation.Heard;
import dev.switchback.engine.alembic.OnlineRun.Watch;
import dev.switchback.engine.alembic.SentStatement.End;
import dev.switchback.engine.alembic.SentStatement.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one run of Alembic's while it goes on. A statement may take hours; between two of them nothing does,
 * so that a program that loops for ever, or waits for something that never comes, is told by its silence there.
 */
final class OnlineCourse {

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Conversation conversation;
    private final Watch watch;
    private final Duration untilConnected;
    private final List<Integer> backends = new ArrayList<>();
    private Optional<JsonNode> open = Optional.empty();
    private long lastSign = System.nanoTime();
    private OptionalLong endingSince = OptionalLong.empty();

    /** @param untilConnected how long it may be silent before it has a connection */
    OnlineCourse(Conversation conversation, Watch watch, Duration untilConnected) {
        this.conversation = conversation;
        this.watch = watch;
        this.untilConnected = untilConnected;
    }

    void heard(JsonNode answer) {
        long now = System.nanoTime();
        if (answer.has("verified")) {
            backends.add(answer.path("verified").asInt());
        }
        if (answer.has("statement")) {
            open = Optional.of(answer);
            watch.sent(answer.path("statement").asText());
        }
        if (answer.has("ended")) {
            ended(answer, Duration.ofNanos(now - lastSign));
        }
        if (answer.has("border")) {
            border(answer);
        }
        lastSign = now;
        if (watch.isToEnd()) {
            end();
        }
    }

    private void ended(JsonNode answer, Duration time) {
        if (open.isEmpty()) {
            return;
        }
        JsonNode sent = open.get();
        open = Optional.empty();
        List<String> texts = new ArrayList<>();
        sent.path("texts").forEach(text -> texts.add(text.asText()));
        if (texts.isEmpty()) {
            texts.add(sent.path("statement").asText());
        }
        long rows = answer.path("ended").asLong(-1);
        watch.ended(new SentStatement(
                texts,
                sent.has("line") ? Origin.REVISION : Origin.ALEMBIC,
                sent.path("line").asInt(1),
                answer.has("failed_statement") ? End.FAILED : End.DONE,
                time,
                rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows)));
    }

    /** What the revision does to its transaction, in the words of SQL. */
    private void border(JsonNode answer) {
        List<String> words = new ArrayList<>();
        answer.path("border").forEach(word -> words.add(word.asText()));
        int line = answer.path("line").asInt(1);
        watch.ended(new SentStatement(words, Origin.REVISION, line, End.DONE, Duration.ZERO, OptionalLong.empty()));
    }

    /** Nothing was heard for a while. */
    void quiet(Answers answers) {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
        if (watch.isToEnd()) {
            end();
        } else if (backends.isEmpty()) {
            if (silence.compareTo(untilConnected) > 0) {
                answers.judge(new Heard.Silence(), conversation, untilConnected);
            }
        } else if (isTooLong(silence)) {
            throw answers.hangs(watch.silence(), conversation);
        }
    }

    /** What the server is doing is cancelled there first; between two statements there is nothing to wait for. */
    private void end() {
        long now = System.nanoTime();
        if (endingSince.isEmpty()) {
            endingSince = OptionalLong.of(now);
        }
        backends.forEach(watch::end); // again and again: what was told may not have been sent yet
        boolean patient = Duration.ofNanos(now - endingSince.getAsLong()).compareTo(LAST_WORDS) <= 0;
        if (!patient || (open.isEmpty() && !isAtWork())) {
            conversation.kill();
        }
    }

    private boolean isAtWork() {
        return backends.stream().anyMatch(watch::isAtWork);
    }

    /** What goes past SQLAlchemy is not told, but the server knows of it. */
    private boolean isTooLong(Duration silence) {
        Duration limit = watch.silence();
        if (limit.isZero() || silence.compareTo(limit) <= 0 || open.isPresent()) {
            return false;
        }
        boolean atWork = isAtWork();
        if (atWork) {
            lastSign = System.nanoTime();
        }
        return !atWork;
    }
}
