/** The structure of a database at one moment, as comparable text per object, and differences of two. */
@NullMarked
package dev.switchback.engine.snapshot;

import org.jspecify.annotations.NullMarked;
