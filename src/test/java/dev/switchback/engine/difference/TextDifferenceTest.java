package dev.switchback.engine.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.difference.DifferenceRow.Kind;
import dev.switchback.engine.difference.DifferenceRow.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {

    @Test
    void changedLineMarksOnlyTheWordsThatDiffer() {
        TextDifference difference = TextDifference.between(
                "UPDATE orders SET channel = NULL;", "UPDATE orders SET channel = NULL\n  WHERE source = 'backfill';");

        assertThat(difference.rows()).extracting(DifferenceRow::kind).containsExactly(Kind.CHANGED, Kind.ONLY_RIGHT);
        Line left = difference.rows().getFirst().left().orElseThrow();
        assertThat(left.marks())
                .extracting(mark -> left.text().substring(mark.start(), mark.end()))
                .containsExactly(";");
    }

    @Test
    void linesOnOneSideKeepTheirOwnNumbers() {
        TextDifference difference = TextDifference.between("a\nb\nc", "a\nc\nd");

        assertThat(difference.rows())
                .extracting(row -> row.left().map(Line::number).orElse(0) + ":"
                        + row.right().map(Line::number).orElse(0))
                .containsExactly("1:1", "2:0", "3:2", "0:3");
    }

    @Test
    void lineEndsAloneAreNoDifference() {
        assertThat(TextDifference.between("a\r\nb\r\n", "a\nb").isEmpty()).isTrue();
    }

    @Test
    void unifiedDifferenceNamesBothSides() {
        List<String> lines = TextDifference.unified("as applied", "a\nb", "in the file now", "a\nc");

        assertThat(lines).containsExactly("--- as applied", "+++ in the file now", "@@ -1,2 +1,2 @@", " a", "-b", "+c");
    }

    @Test
    void emptyTextsAreEqual() {
        assertThat(TextDifference.between("", "").isEmpty()).isTrue();
    }
}
