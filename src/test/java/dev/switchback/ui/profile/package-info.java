/** Proof that passwords are asked for and kept nowhere. */
@NullMarked
package dev.switchback.ui.profile;

import org.jspecify.annotations.NullMarked;
