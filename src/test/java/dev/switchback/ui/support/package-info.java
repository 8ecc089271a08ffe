/** What tests of the window share. */
@NullMarked
package dev.switchback.ui.support;

import org.jspecify.annotations.NullMarked;
