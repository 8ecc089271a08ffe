package dev.switchback.support;

/** The kinds of database that tests of the whole engine run on. */
public enum DatabaseKind {
    H2,
    POSTGRES;

    /** An empty database of this kind. */
    public TestDatabase fresh() {
        return switch (this) {
            case H2 -> TestDatabases.h2();
            case POSTGRES -> TestDatabases.postgres();
        };
    }
}
