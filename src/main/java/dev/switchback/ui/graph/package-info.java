/** The dependency graph. */
@NullMarked
package dev.switchback.ui.graph;

import org.jspecify.annotations.NullMarked;
