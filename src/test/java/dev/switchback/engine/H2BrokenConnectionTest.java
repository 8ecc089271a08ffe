package dev.switchback.engine;

import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;

class H2BrokenConnectionTest extends BrokenConnectionContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }

    @Override
    String second() {
        return "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\nCREATE INDEX b_id ON b (id);";
    }
}
