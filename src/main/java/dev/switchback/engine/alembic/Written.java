package dev.switchback.engine.alembic;

import dev.switchback.engine.migration.Program.OnlineOnly;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What became of the wish to have one revision, in one direction, as SQL. */
public sealed interface Written {

    /**
     * It is SQL.
     *
     * @param title in Alembic's words, such as {@code Running upgrade 001 -> 002}
     */
    record Sql(String title, List<Piece> pieces) implements Written {

        public Sql {
            pieces = List.copyOf(pieces);
        }

        /** Whether it leaves the transaction for a while: Alembic's {@code autocommit_block}. */
        boolean leavesTransaction() {
            return pieces.stream().anyMatch(piece -> piece.text().equals("COMMIT;"));
        }
    }

    /**
     * What one call in the revision writes: usually one statement.
     *
     * @param line of the revision's file, on which the call stands
     */
    record Piece(String text, int line) {}

    /** It needs a database, which nobody could know from its words. */
    record NeedsConnection(OnlineOnly why) implements Written {}

    /** It is in error. */
    record Failed(String message, Optional<Path> file, OptionalInt line) implements Written {}
}
