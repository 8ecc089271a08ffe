/** The command line: one thin class per command, reports as text and as JSON. */
@NullMarked
package dev.switchback.cli;

import org.jspecify.annotations.NullMarked;
