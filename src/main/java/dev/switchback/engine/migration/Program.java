package dev.switchback.engine.migration;

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
}
