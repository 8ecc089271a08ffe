/** What other migration tools recorded in a database: recognised by its shape, matched with files, kept right on request. */
@NullMarked
package dev.switchback.engine.tool;

import org.jspecify.annotations.NullMarked;
