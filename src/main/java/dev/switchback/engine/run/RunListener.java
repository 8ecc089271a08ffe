package dev.switchback.engine.run;

/** Hears what happens during a run, on the thread that runs it. */
@FunctionalInterface
public interface RunListener {

    RunListener SILENT = event -> {};

    void on(RunEvent event);
}
