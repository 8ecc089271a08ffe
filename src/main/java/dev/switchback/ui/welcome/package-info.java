/** The page of a window without a project. */
@NullMarked
package dev.switchback.ui.welcome;

import org.jspecify.annotations.NullMarked;
