/** Differences of two texts, by line and by word, for showing and for messages. Pure. */
@NullMarked
package dev.switchback.engine.difference;

import org.jspecify.annotations.NullMarked;
