/** What was run, and what it was. */
@NullMarked
package dev.switchback.ui.history;

import org.jspecify.annotations.NullMarked;
