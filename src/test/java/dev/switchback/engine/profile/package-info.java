/** Saved connections and what belongs to them. */
@NullMarked
package dev.switchback.engine.profile;

import org.jspecify.annotations.NullMarked;
