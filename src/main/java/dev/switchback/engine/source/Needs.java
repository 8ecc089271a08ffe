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

    /**
     * What a revision of Alembic says.
     *
     * @param parents revisions that it continues; several when it merges branches
     * @param dependsOn revisions, beginnings of them or labels of branches, that have to be there before
     * @param labels names for this revision's branch
     * @param line where the parents are written
     */
    record Revisions(List<String> parents, List<String> dependsOn, List<String> labels, int line) implements Needs {

        public Revisions {
            parents = List.copyOf(parents);
            dependsOn = List.copyOf(dependsOn);
            labels = List.copyOf(labels);
        }
    }
}
