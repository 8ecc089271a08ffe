package dev.switchback.cli;

import java.util.concurrent.Callable;

/** What all commands have in common. */
interface Command extends Callable<Integer> {

    CommonOptions options();

    /** The word on the command line. */
    String name();
}
