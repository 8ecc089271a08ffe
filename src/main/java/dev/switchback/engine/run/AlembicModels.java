package dev.switchback.engine.run;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelQuestions;
import dev.switchback.engine.alembic.NewRevision;
import dev.switchback.engine.alembic.OnlineRun;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.migration.MigrationSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compares the models of a set of Alembic with an open database, by Alembic itself on a connection of its own. */
public final class AlembicModels {

    private final OpenDatabase database;
    private final AlembicSets alembic;
    private final String ledger;

    /** @param ledger the schema of Switchback's tables, as it is written in switchback.toml */
    public AlembicModels(OpenDatabase database, AlembicSets alembic, String ledger) {
        this.database = database;
        this.alembic = alembic;
        this.ledger = ledger;
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
                OnlineRun online =
                        new OnlineRun(alembic.bridge(), set, alembic.target(), new Looking(connection, onlooker));
                return question.apply(new ModelQuestions(online, lock.token(), ledger));
            }
        });
    }

    /** The many questions that comparing asks are of no interest. */
    private record Looking(Connection connection, Onlooker onlooker) implements OnlineRun.Watch {

        @Override
        public void printed(String line) {
            if (!line.isBlank()) {
                onlooker.printed().accept(line.strip());
            }
        }

        @Override
        public void sent(String statement) {}

        @Override
        public boolean isToEnd() {
            return onlooker.cancellation().isRequested();
        }

        @Override
        public void end(int backend) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
                statement.setInt(1, backend);
                statement.execute();
            } catch (SQLException gone) {
                return; // then the process is ended instead
            }
        }
    }
}
