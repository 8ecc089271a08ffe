/** The tree of sets, phases and migrations. */
@NullMarked
package dev.switchback.ui.tree;

import org.jspecify.annotations.NullMarked;
