/** What other migration tools recorded: recognised, adopted, kept right, and read back by them. */
@NullMarked
package dev.switchback.tools;

import org.jspecify.annotations.NullMarked;
