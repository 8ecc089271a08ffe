package dev.switchback.peers;

/** Where the database is. */
sealed interface Place {

    /** PostgreSQL on this machine. */
    record Loopback() implements Place {}

    /** PostgreSQL behind a proxy that counts. */
    record Link(int millisEachWay) implements Place {}

    /** An H2 file, opened by the contender's own process. */
    record H2File() implements Place {}
}
