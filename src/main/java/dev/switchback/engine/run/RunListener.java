package dev.switchback.engine.run;

/** Hears what happens during a run, one event at a time, not always on the thread that runs it. */
@FunctionalInterface
public interface RunListener {

    RunListener SILENT = event -> {};

    void on(RunEvent event);
}
