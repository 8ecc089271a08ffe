/** Compares Switchback with other migration programs, side by side in one run; see CONTRIBUTING.md. */
@NullMarked
package dev.switchback.peers;

import org.jspecify.annotations.NullMarked;
