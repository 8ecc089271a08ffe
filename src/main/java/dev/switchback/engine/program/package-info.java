/** Programs that migrations are written in, and the processes that run them. */
@NullMarked
package dev.switchback.engine.program;

import org.jspecify.annotations.NullMarked;
