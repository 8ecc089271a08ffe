package dev.switchback.engine.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import dev.switchback.engine.difference.DifferenceRow.Kind;
import dev.switchback.engine.difference.DifferenceRow.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The difference of two texts.
 *
 * @param rows every line of both, side by side, in order
 */
public record TextDifference(List<DifferenceRow> rows) {

    private static final int CONTEXT_LINES = 3;

    public TextDifference {
        rows = List.copyOf(rows);
    }

    /** Lines up two texts; line ends of either kind count as the same. */
    public static TextDifference between(String left, String right) {
        List<String> leftLines = left.lines().toList();
        List<String> rightLines = right.lines().toList();
        return new TextDifference(new Aligner(leftLines, rightLines)
                .align(DiffUtils.diff(leftLines, rightLines, true).getDeltas()));
    }

    /** The difference as {@code diff -u} writes it, one line per element; empty when the texts are equal. */
    public static List<String> unified(String leftName, String left, String rightName, String right) {
        List<String> leftLines = left.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                leftName,
                rightName,
                leftLines,
                DiffUtils.diff(leftLines, right.lines().toList()),
                CONTEXT_LINES);
    }

    public boolean isEmpty() {
        return rows.stream().allMatch(row -> row.kind() == Kind.SAME);
    }

    /** Walks both texts at once and turns each delta into rows. */
    private static final class Aligner {

        private final List<String> left;
        private final List<String> right;
        private final List<DifferenceRow> rows = new ArrayList<>();
        private int leftAt;
        private int rightAt;

        Aligner(List<String> left, List<String> right) {
            this.left = left;
            this.right = right;
        }

        List<DifferenceRow> align(List<AbstractDelta<String>> deltas) {
            for (AbstractDelta<String> delta : deltas) {
                if (delta.getType() != DeltaType.EQUAL) {
                    same(delta.getSource().getPosition());
                    differing(delta.getSource().size(), delta.getTarget().size());
                }
            }
            same(left.size());
            return rows;
        }

        private void same(int leftEnd) {
            while (leftAt < leftEnd) {
                rows.add(new DifferenceRow(Kind.SAME, plain(left, leftAt++), plain(right, rightAt++)));
            }
        }

        private void differing(int leftCount, int rightCount) {
            int pairs = Math.min(leftCount, rightCount);
            for (int i = 0; i < pairs; i++) {
                rows.add(changed(leftAt++, rightAt++));
            }
            for (int i = pairs; i < leftCount; i++) {
                rows.add(new DifferenceRow(Kind.ONLY_LEFT, plain(left, leftAt++), Optional.empty()));
            }
            for (int i = pairs; i < rightCount; i++) {
                rows.add(new DifferenceRow(Kind.ONLY_RIGHT, Optional.empty(), plain(right, rightAt++)));
            }
        }

        private DifferenceRow changed(int leftIndex, int rightIndex) {
            WordMarks marks = WordMarks.between(left.get(leftIndex), right.get(rightIndex));
            return new DifferenceRow(
                    Kind.CHANGED,
                    Optional.of(new Line(leftIndex + 1, left.get(leftIndex), marks.left())),
                    Optional.of(new Line(rightIndex + 1, right.get(rightIndex), marks.right())));
        }

        private static Optional<Line> plain(List<String> lines, int index) {
            return Optional.of(new Line(index + 1, lines.get(index), List.of()));
        }
    }
}
