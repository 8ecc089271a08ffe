/** The line at the bottom. */
@NullMarked
package dev.switchback.ui.statusbar;

import org.jspecify.annotations.NullMarked;
