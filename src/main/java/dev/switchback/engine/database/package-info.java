/** Speaking to a database: connecting, dialects, transactions, lock and error mapping. The only place that knows java.sql errors. */
@NullMarked
package dev.switchback.engine.database;

import org.jspecify.annotations.NullMarked;
