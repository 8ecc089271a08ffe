package dev.switchback.engine;

import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;

class PostgresBrokenConnectionTest extends BrokenConnectionContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }

    @Override
    String second() {
        return "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\nCREATE INDEX CONCURRENTLY b_id ON b (id);";
    }
}
