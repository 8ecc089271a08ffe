package dev.switchback.cli;

import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;

/** The databases on which every command has to behave alike. */
enum DatabaseKind {
    H2,
    POSTGRES;

    TestDatabase fresh() {
        return switch (this) {
            case H2 -> TestDatabases.h2();
            case POSTGRES -> TestDatabases.postgres();
        };
    }
}
