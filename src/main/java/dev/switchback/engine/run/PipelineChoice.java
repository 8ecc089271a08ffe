package dev.switchback.engine.run;

import dev.switchback.engine.database.CatalogObjects;
import dev.switchback.engine.database.Pipeline;
import dev.switchback.engine.database.Sessions;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import dev.switchback.engine.run.PipelinedSteps.Member;
import dev.switchback.engine.sql.QuickStatements;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the migrations that may be sent together with others: those that are over at once, and that nobody else can
 * hold up, because every table that they name is made by this very run. Whatever may take long, or wait for others, is
 * sent by itself and watched, statement by statement.
 */
final class PipelineChoice {

    /** Sent before the first answer is read, so it has to fit into the buffers of any connection. */
    private static final int MOST_CHARACTERS = 60_000;

    /** The driver waits for answers by itself every 256 statements. */
    private static final int MOST_STATEMENTS = 250;

    private final RunContext context;
    private final Optional<Pipeline> pipeline;
    private final SessionTrust trust = new SessionTrust();
    private final Set<String> made = new HashSet<>();
    private Optional<Set<String>> watched = Optional.empty();

    /** What goes with a script: its ledger rows, and what gives it a session of its own. */
    private enum Frame {
        /** With the texts of all statements. */
        NEW(4_000, 13),
        /** The server has the texts. */
        KEPT(1_200, 13),
        /** The server has the texts, and the session is as it should be. */
        KEPT_IN_SAME_SESSION(1_000, 4);

        private final int characters;
        private final int statements;

        Frame(int characters, int statements) {
            this.characters = characters;
            this.statements = statements;
        }
    }

    PipelineChoice(RunContext context) throws SQLException {
        this.context = context;
        Hooks hooks = context.target().hooks();
        boolean possible = context.witness().isPresent()
                && context.target().dialect().sessions() == Sessions.OWN
                && hooks.beforeEach().isEmpty()
                && hooks.afterEach().isEmpty()
                && context.target().config().kept().tools().isEmpty();
        this.pipeline =
                possible ? Pipeline.over(context.connection(), context.target().dialect()) : Optional.empty();
    }

    /** Only to be asked for where something is quick. */
    Pipeline pipeline() {
        return pipeline.orElseThrow();
    }

    /** How much of what one round trip may carry is taken. */
    final class Load {

        private int characters;
        private int statements;

        /** Whether there was room; if so, it is taken. */
        boolean take(Member member) {
            Frame frame = frame(member.trace());
            int moreCharacters = characters + frame.characters + characters(member.script());
            int moreStatements = statements + frame.statements + member.script().size();
            boolean fits = moreCharacters <= MOST_CHARACTERS && moreStatements <= MOST_STATEMENTS;
            if (fits) {
                characters = moreCharacters;
                statements = moreStatements;
            }
            return fits;
        }

        private Frame frame(Trace trace) {
            if (!pipeline().keeps()) {
                return Frame.NEW;
            }
            return switch (trace) {
                case NONE -> Frame.KEPT_IN_SAME_SESSION;
                case POSSIBLE -> Frame.KEPT;
            };
        }

        /** Its text is sent to be run and to be kept. */
        private static int characters(StepScript script) {
            int down = script.step()
                    .work()
                    .migration()
                    .flatMap(migration -> migration.scripts().down())
                    .map(text -> text.text().length())
                    .orElse(0);
            return 2 * script.script().text().length() + down;
        }
    }

    /** What a script that is sent with others may leave in its session. */
    enum Trace {
        NONE,
        POSSIBLE
    }

    /** What the next script in order leaves, where it may be sent with others; empty where it may not. */
    Optional<Trace> ofQuick(StepScript script) throws SQLException {
        if (pipeline.isEmpty() || !script.isTransactional() || isLong(script) || isProgram(script)) {
            return Optional.empty();
        }
        QuickStatements statements = QuickStatements.of(script.analysis().statements());
        if (!statements.areAll() || !Collections.disjoint(statements.names(), watched())) {
            return Optional.empty();
        }
        made.addAll(statements.tables());
        return Optional.of(trust.isEarnedBy(statements) ? Trace.NONE : Trace.POSSIBLE);
    }

    /** Has parts that are sent by themselves. */
    private static boolean isLong(StepScript script) {
        return !script.script().bulk().isEmpty() || hasChecks(script);
    }

    private boolean isProgram(StepScript script) {
        return script.script().program().isPresent()
                || context.target().alembic().find(script.step().set()).isPresent();
    }

    private static boolean hasChecks(StepScript script) {
        return script.step().direction() == Direction.UP
                && script.step()
                        .work()
                        .migration()
                        .filter(migration -> !migration.scripts().checks().isEmpty())
                        .isPresent();
    }

    /** A table that something else than quick statements worked on may be large. */
    void ranAlone(StepScript script) throws SQLException {
        if (pipeline.isEmpty()) {
            return;
        }
        trust.lose();
        if (isProgram(script)) {
            watched = Optional.empty(); // which tables it works on is not known: look at the catalogue again behind it
        } else {
            QuickStatements statements = QuickStatements.of(script.analysis().statements());
            Set<String> touched = statements.names();
            touched.retainAll(made);
            watched().addAll(touched);
            watched().addAll(statements.tables());
        }
    }

    private Set<String> watched() throws SQLException {
        if (watched.isEmpty()) {
            CatalogObjects.Surroundings found = CatalogObjects.surroundings(context.connection());
            watched = Optional.of(new HashSet<>(found.relations()));
            if (found.hasCode()) {
                trust.lose();
            }
        }
        return watched.get();
    }
}
