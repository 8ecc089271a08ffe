/** The command line as a user types it. */
@NullMarked
package dev.switchback.cli;

import org.jspecify.annotations.NullMarked;
