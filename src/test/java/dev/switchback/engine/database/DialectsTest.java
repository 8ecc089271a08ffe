package dev.switchback.engine.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DialectsTest {

    @Test
    void databasesThatOnlySpeakPostgresAreRefusedByName() {
        assertThatThrownBy(() -> Dialects.refuseLookalike(
                        "CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)"))
                .hasMessageContaining("this is CockroachDB");
        assertThatThrownBy(() -> Dialects.refuseLookalike("11.2-YB-2.18.0.0-b0"))
                .hasMessageContaining("this is YugabyteDB");
        assertThatCode(() -> Dialects.refuseLookalike("15.8 (Debian 15.8-0+deb12u1)"))
                .doesNotThrowAnyException();
    }
}
