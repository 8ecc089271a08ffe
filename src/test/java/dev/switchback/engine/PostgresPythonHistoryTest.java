package dev.switchback.engine;

import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;

/** The record of a project's own runner on PostgreSQL. */
class PostgresPythonHistoryTest extends PythonHistoryContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }
}
