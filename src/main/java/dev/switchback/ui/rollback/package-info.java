/** The rollback dialog: what runs, what goes with it, and the confirmation in front of it. */
@NullMarked
package dev.switchback.ui.rollback;

import org.jspecify.annotations.NullMarked;
