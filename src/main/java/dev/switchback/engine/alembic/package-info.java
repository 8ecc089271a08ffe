/** Speaks with Alembic in the project's own Python: SQL of revisions, runs of those that need a connection, new files. */
@NullMarked
package dev.switchback.engine.alembic;

import org.jspecify.annotations.NullMarked;
