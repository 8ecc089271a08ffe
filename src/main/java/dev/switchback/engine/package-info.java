/** The facade: one engine for the window, the command line and Java programs. No JavaFX, no printing, no static state. */
@NullMarked
package dev.switchback.engine;

import org.jspecify.annotations.NullMarked;
