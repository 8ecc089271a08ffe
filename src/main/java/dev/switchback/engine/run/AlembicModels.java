package dev.switchback.engine.run;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelQuestions;
import dev.switchback.engine.alembic.NewRevision;
import dev.switchback.engine.alembic.OnlineRun;
import dev.switchback.engine.alembic.SentStatement;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.ProjectConfig;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compares the models of a set of Alembic with an open database, by Alembic itself on a connection of its own. */
public final class AlembicModels {

    private final OpenDatabase database;
    private final AlembicSets alembic;
    private final String ledger;
    private final Duration silence;

    /** @param config names the schema of Switchback's tables, and how long a program may be silent */
    public AlembicModels(OpenDatabase database, AlembicSets alembic, ProjectConfig config) {
        this.database = database;
        this.alembic = alembic;
        this.ledger = config.ledgerSchema();
        this.silence = config.timeouts().program();
    }

    /**
     * Whoever looks on.
     *
     * @param printed takes each line that Alembic or the project prints, on a thread of its own
     */
    public record Onlooker(Consumer<String> printed, Cancellation cancellation) {}

    public ModelDifferences differences(MigrationSet set, Onlooker onlooker) {
        return asked(set, onlooker, ModelQuestions::differences);
    }

    /** Has a revision written that makes the difference go away. */
    public ModelQuestions.Revision write(MigrationSet set, NewRevision wanted, Onlooker onlooker) {
        return asked(set, onlooker, questions -> questions.write(wanted));
    }

    private <T> T asked(MigrationSet set, Onlooker onlooker, Function<ModelQuestions, T> question) {
        return database.ask("comparing the models of " + set.name(), connection -> {
            try (RecognitionLock lock = RecognitionLock.on(connection)) {
                OnlineRun online = new OnlineRun(
                        alembic.bridge(), set, alembic.target(), new Looking(connection, onlooker, silence));
                return question.apply(new ModelQuestions(online, lock.token(), ledger));
            }
        });
    }

    /** The many questions that comparing asks are of no interest. */
    private record Looking(Connection connection, Onlooker onlooker, Duration silence) implements OnlineRun.Watch {

        @Override
        public void printed(String line) {
            if (!line.isBlank()) {
                onlooker.printed().accept(line.strip());
            }
        }

        @Override
        public void sent(String statement) {}

        @Override
        public void ended(SentStatement statement) {}

        @Override
        public boolean isToEnd() {
            return onlooker.cancellation().isRequested();
        }

        @Override
        public Duration silence() {
            return silence;
        }

        @Override
        public boolean isAtWork(int backend) {
            return new OtherSession(connection, backend).isAtWork();
        }

        @Override
        public void end(int backend) {
            new OtherSession(connection, backend).cancel();
        }
    }
}
