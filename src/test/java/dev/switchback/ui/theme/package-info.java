/** Proof that both palettes hold every colour. */
@NullMarked
package dev.switchback.ui.theme;

import org.jspecify.annotations.NullMarked;
