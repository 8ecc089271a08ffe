package dev.switchback.engine.migration;

import java.util.Optional;
import java.util.OptionalInt;

/** What a script is where it is no SQL: a program, of which only a run shows what it does. */
public sealed interface Program {

    /**
     * A function of a Python file that is handed a connection. Each statement that it sends comes to Switchback and runs
     * on Switchback's connection, so that it is seen, timed and cancelled like one of an SQL script, and commits together
     * with the ledger's row.
     *
     * @param name such as {@code apply}
     */
    record PythonFunction(String name) implements Program {}

    /**
     * A revision of Alembic in one direction, before Alembic has written it as SQL, or because it cannot.
     *
     * @param revision its id
     * @param onlyOnline why only Alembic itself can run it, connected to the database
     */
    record AlembicRevision(String revision, Direction direction, Optional<OnlineOnly> onlyOnline) implements Program {}

    /**
     * What cannot be written as SQL beforehand.
     *
     * @param reason in words that follow a colon
     * @param line of the file where it shows; empty where it is not the file's doing
     */
    record OnlineOnly(String reason, OptionalInt line) {}
}
