package dev.switchback.ui.graph;

import dev.switchback.ui.state.StateLook;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.OptionalInt;

/** Finds nodes by words of their name, set or state, and goes from one to the next. */
final class GraphSearch {

    private final BitSet found = new BitSet();
    private int current = -1;

    /** Looks anew; nothing is found without words. */
    void look(GraphShapes shapes, String text) {
        found.clear();
        current = -1;
        String[] words = text.toLowerCase(Locale.ROOT).strip().split("\\s+");
        if (words[0].isEmpty()) {
            return;
        }
        for (int node = 0; node < shapes.size(); node++) {
            String searched = words(shapes, node);
            if (Arrays.stream(words).allMatch(searched::contains)) {
                found.set(node);
            }
        }
    }

    private static String words(GraphShapes shapes, int node) {
        String id = shapes.node(node).key().id().value();
        return String.join(
                        " ",
                        shapes.node(node).key().set(),
                        id,
                        id.replace('_', ' '),
                        StateLook.of(shapes.node(node).state()).word())
                .toLowerCase(Locale.ROOT);
    }

    BitSet found() {
        return found;
    }

    /** From 1; 0 before the first one was visited. */
    int position() {
        return current < 0 ? 0 : found.get(0, current + 1).cardinality();
    }

    /** Round and round; backwards with −1. */
    OptionalInt next(int direction) {
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        if (direction > 0) {
            int next = found.nextSetBit(current + 1);
            current = next >= 0 ? next : found.nextSetBit(0);
        } else {
            int before = current > 0 ? found.previousSetBit(current - 1) : -1;
            current = before >= 0 ? before : found.length() - 1;
        }
        return OptionalInt.of(current);
    }
}
