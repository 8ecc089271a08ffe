package dev.switchback.engine.plan;

/** Which down script runs when the recorded one and the file's differ. */
public enum DownChoice {
    RECORDED,
    FILE
}
