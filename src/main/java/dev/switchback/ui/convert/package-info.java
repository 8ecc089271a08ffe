/** Shows a set as annotated files before they are written, and what came of it. */
@NullMarked
package dev.switchback.ui.convert;

import org.jspecify.annotations.NullMarked;
