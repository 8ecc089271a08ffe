/** Proof that the tree is quick and shows what fits. */
@NullMarked
package dev.switchback.ui.tree;

import org.jspecify.annotations.NullMarked;
