package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "001_name.sql,                  UP,             001_name,                1",
        "001.sql,                       UP,             001,                     1",
        "001 my name.sql,               UP,             001 my name,             1",
        "1.2.3_name.SQL,                UP,             1.2.3_name,              1.2.3",
        "001_2fa.sql,                   UP,             001_2fa,                 1",
        "007:größe.sql,                 UP,             007:größe,               7",
        "V1__name.sql,                  UP,             V1__name,                1",
        "V01__name.sql,                 UP,             V01__name,               1",
        "V1.0__name.sql,                UP,             V1.0__name,              1",
        "V01_10_0__name.sql,            UP,             V01_10_0__name,          1.10",
        "1.0_name.sql,                  UP,             1.0_name,                1",
        "20240101-000000_name.sql,      UP,             20240101-000000_name,    20240101.0",
        "V4_99_1561608282__x.sql,       UP,             V4_99_1561608282__x,     4.99.1561608282",
        "U1__name.sql,                  DOWN,           U1__name,                1",
        "R__view.sql,                   REPEATABLE,     R__view,                 ''",
        "001_name.up.sql,               UP,             001_name,                1",
        "001_name.down.sql,             DOWN,           001_name,                1",
        "20251007_1050-001_name.sql,    UP,             20251007_1050-001_name,  20251007.1050.1",
        "20240101120000_name.sql,       UP,             20240101120000_name,     20240101120000",
        "20240101120000123456_name.sql, UP,             20240101120000123456_name, 20240101120000123456",
        "2019-01-01-123456_name.sql,    UP,             2019-01-01-123456_name,  2019.1.1.123456",
        "rollback.sql,                  ROLLBACK_SCRIPT, rollback,               ''",
        "schema.sql,                    UNNUMBERED,     schema,                  ''",
        "2fa.sql,                       UNNUMBERED,     2fa,                     ''",
        "fix_colors.py,                 NOT_SQL,        fix_colors,              ''",
        "003_backfill.py,               OTHER_LANGUAGE, 003_backfill,            3",
        "V3__Backfill.java,             OTHER_LANGUAGE, V3__Backfill,            3",
        "003_notes.txt,                 NOT_SQL,        003_notes,               3",
        "README.md,                     NOT_SQL,        README,                  ''",
    })
    void nameSaysWhatTheFileIs(String name, FileName.Role role, String id, String version) {
        FileName read = FileName.of(Path.of(name));

        assertThat(read.role()).isEqualTo(role);
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.version().orElse("")).isEqualTo(version);
    }
}
