package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which variables are taken for a switch of the project's own program. */
class RunSwitchesTest {

    @Test
    void switchesAreToldByTheirNamesAndOnlyPlainWordsAreRepeated() {
        assertThat(RunSwitches.in(Map.of(
                        "AUTO_RUN_MIGRATIONS", "True",
                        "APP_SKIP_MIGRATIONS", "no",
                        "RUN_MIGRATIONS_ON_STARTUP", "only-on-tuesdays",
                        "MIGRATE_ON_START", "1")))
                .extracting(Finding::message)
                .extracting(message -> message.substring(0, message.indexOf(':')))
                .containsExactly(
                        "APP_SKIP_MIGRATIONS is no here",
                        "AUTO_RUN_MIGRATIONS is true here",
                        "MIGRATE_ON_START is 1 here",
                        "RUN_MIGRATIONS_ON_STARTUP is set here");
    }

    @Test
    void otherVariablesAreLeftAlone() {
        assertThat(RunSwitches.in(Map.of("MIGRATIONS_DIR", "db", "DATABASE_URL", "x", "PATH", "/bin")))
                .isEmpty();
    }
}
