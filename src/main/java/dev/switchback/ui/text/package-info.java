/** The words of the window. */
@NullMarked
package dev.switchback.ui.text;

import org.jspecify.annotations.NullMarked;
