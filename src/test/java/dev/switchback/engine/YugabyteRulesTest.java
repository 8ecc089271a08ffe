package dev.switchback.engine;

import dev.switchback.support.Lookalike;
import dev.switchback.support.TestDatabase;

/** The rules for YugabyteDB. */
class YugabyteRulesTest extends LookalikeContract {

    @Override
    Lookalike disguise(TestDatabase real) {
        return Lookalike.yugabyte(real);
    }

    @Override
    String product() {
        return "YugabyteDB";
    }
}
