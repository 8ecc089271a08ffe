package dev.switchback.engine.database;

/** Whether a connection has a session of the server for itself. */
public enum Sessions {
    OWN,
    /** A proxy lends sessions for one transaction at a time, so that nothing set or locked outside of one can be relied on. */
    SHARED
}
