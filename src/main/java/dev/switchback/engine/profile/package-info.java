/** Saved connections, their environments and guards, and where their secrets are found. */
@NullMarked
package dev.switchback.engine.profile;

import org.jspecify.annotations.NullMarked;
