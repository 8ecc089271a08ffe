package dev.switchback.engine;

import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;

/** The same promises where the driver is told to speak simply, so that nothing can be sent together. */
class PostgresSimpleProtocolTest extends EngineContract {

    @Override
    TestDatabase newDatabase() {
        TestDatabase plain = TestDatabases.postgres();
        return new TestDatabase(plain.url() + "?preferQueryMode=simple", plain.user(), plain.password());
    }
}
