package dev.switchback.engine.source;

import java.util.List;

/** What a migration says about the ones it needs, before the names are looked up. */
sealed interface Needs {

    /** Nothing is said: file order counts. */
    record Unsaid() implements Needs {}

    /**
     * Names as written: ids, prefixes of ids or file names.
     *
     * @param line where they are written
     */
    record Declared(List<String> names, int line) implements Needs {

        public Declared {
            names = List.copyOf(names);
        }
    }
}
