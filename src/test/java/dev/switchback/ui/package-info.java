/** The window, driven as a person would. */
@NullMarked
package dev.switchback.ui;

import org.jspecify.annotations.NullMarked;
