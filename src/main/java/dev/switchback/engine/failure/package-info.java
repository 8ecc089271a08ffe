/** Expected failures: what happened, where, and what to do. */
@NullMarked
package dev.switchback.engine.failure;

import org.jspecify.annotations.NullMarked;
