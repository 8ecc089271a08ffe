package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyntaxCheckTest {

    @Test
    void eachSectionTellsItsFirstErrorByTheLineOfTheFile() {
        String text = "-- @up\nSELECT 1;\nSELECT 'open;\n-- @down\nSELECT 'also open;\n";

        assertThat(SyntaxCheck.of(text))
                .extracting(finding -> finding.line().orElseThrow())
                .containsExactly(3, 5);
    }

    @Test
    void includesAndCommentsOfH2AreNoErrors() {
        assertThat(SyntaxCheck.of("-- @up\n\\ir other.sql\n")).isEmpty();
        assertThat(SyntaxCheck.of("-- @up\nSELECT 1; // don't\n")).isEmpty();
        assertThat(SyntaxCheck.of("")).isEmpty();
    }
}
