/** Proof that no word of the window is missing. */
@NullMarked
package dev.switchback.ui.text;

import org.jspecify.annotations.NullMarked;
