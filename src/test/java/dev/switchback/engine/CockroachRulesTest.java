package dev.switchback.engine;

import dev.switchback.support.Lookalike;
import dev.switchback.support.TestDatabase;

/** The rules for CockroachDB. */
class CockroachRulesTest extends LookalikeContract {

    @Override
    Lookalike disguise(TestDatabase real) {
        return Lookalike.cockroach(real);
    }

    @Override
    String product() {
        return "CockroachDB";
    }
}
