/** How the window looks: palettes, structure and fonts. */
@NullMarked
package dev.switchback.ui.theme;

import org.jspecify.annotations.NullMarked;
