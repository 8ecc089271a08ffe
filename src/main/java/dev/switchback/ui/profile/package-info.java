/** Saved connections in the window. */
@NullMarked
package dev.switchback.ui.profile;

import org.jspecify.annotations.NullMarked;
