/** Reaching a database. */
@NullMarked
package dev.switchback.engine.database;

import org.jspecify.annotations.NullMarked;
