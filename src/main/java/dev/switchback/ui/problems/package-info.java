/** All findings. */
@NullMarked
package dev.switchback.ui.problems;

import org.jspecify.annotations.NullMarked;
