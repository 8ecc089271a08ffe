/** How SQL looks and takes the keyboard, wherever the window shows it. */
@NullMarked
package dev.switchback.ui.code;

import org.jspecify.annotations.NullMarked;
