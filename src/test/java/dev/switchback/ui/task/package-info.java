/** Proof that background work is told of and can be cancelled. */
@NullMarked
package dev.switchback.ui.task;

import org.jspecify.annotations.NullMarked;
