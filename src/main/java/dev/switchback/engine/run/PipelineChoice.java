package dev.switchback.engine.run;

import dev.switchback.engine.database.CatalogObjects;
import dev.switchback.engine.database.Pipeline;
import dev.switchback.engine.database.Sessions;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import dev.switchback.engine.sql.QuickStatements;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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

    private static final int FRAME_CHARACTERS = 4_000;
    private static final int FRAME_STATEMENTS = 13;

    private final RunContext context;
    private final boolean possible;
    private final Set<String> made = new HashSet<>();
    private Optional<Set<String>> watched = Optional.empty();

    PipelineChoice(RunContext context) throws SQLException {
        this.context = context;
        Hooks hooks = context.target().hooks();
        this.possible = context.witness().isPresent()
                && context.target().dialect().sessions() == Sessions.OWN
                && hooks.beforeEach().isEmpty()
                && hooks.afterEach().isEmpty()
                && Pipeline.over(context.connection(), context.target().dialect())
                        .isPresent();
    }

    /** How much of what one round trip may carry is taken. */
    static final class Load {

        private int characters;
        private int statements;

        /** Whether there was room; if so, it is taken. */
        boolean take(StepScript script) {
            int moreCharacters = characters + characters(script);
            int moreStatements = statements + script.size() + FRAME_STATEMENTS;
            boolean fits = moreCharacters <= MOST_CHARACTERS && moreStatements <= MOST_STATEMENTS;
            if (fits) {
                characters = moreCharacters;
                statements = moreStatements;
            }
            return fits;
        }

        /** Its text is sent to be run and to be kept. */
        private static int characters(StepScript script) {
            int down = script.step()
                    .work()
                    .migration()
                    .flatMap(migration -> migration.scripts().down())
                    .map(text -> text.text().length())
                    .orElse(0);
            return FRAME_CHARACTERS + 2 * script.script().text().length() + down;
        }
    }

    boolean isQuick(StepScript script) throws SQLException {
        List<SqlStatement> statements = script.analysis().statements();
        boolean quick = possible
                && script.isTransactional()
                && script.script().bulk().isEmpty()
                && !hasChecks(script)
                && QuickStatements.areAll(statements)
                && Collections.disjoint(QuickStatements.words(statements), watched());
        if (quick) {
            made.addAll(QuickStatements.tables(statements));
        }
        return quick;
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
        if (possible) {
            List<SqlStatement> statements = script.analysis().statements();
            Set<String> touched = QuickStatements.words(statements);
            touched.retainAll(made);
            watched().addAll(touched);
            watched().addAll(QuickStatements.tables(statements));
        }
    }

    private Set<String> watched() throws SQLException {
        if (watched.isEmpty()) {
            watched = Optional.of(new HashSet<>(CatalogObjects.relations(context.connection())));
        }
        return watched.get();
    }
}
