package dev.switchback.engine;

import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;

/** The record of a project's own runner on H2. */
class H2PythonHistoryTest extends PythonHistoryContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }
}
