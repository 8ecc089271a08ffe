/** What the user can do, and how it is reached. */
@NullMarked
package dev.switchback.ui.action;

import org.jspecify.annotations.NullMarked;
