/** What is known of the selected migration. */
@NullMarked
package dev.switchback.ui.details;

import org.jspecify.annotations.NullMarked;
