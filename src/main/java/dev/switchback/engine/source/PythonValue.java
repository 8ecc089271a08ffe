package dev.switchback.engine.source;

import java.util.List;

/** What a name of a Python file is given, as far as it can be read without running the file. */
sealed interface PythonValue {

    /** On which line it stands. */
    int line();

    /** A string. */
    record Text(String text, int line) implements PythonValue {}

    /** A tuple, list or set of strings. */
    record Texts(List<String> texts, int line) implements PythonValue {

        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** {@code None}. */
    record Nothing(int line) implements PythonValue {}

    /** Something that only Python can find out. */
    record Computed(String source, int line) implements PythonValue {}
}
