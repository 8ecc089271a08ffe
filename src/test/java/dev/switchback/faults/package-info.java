/** What happens when something dies in the middle. */
@NullMarked
package dev.switchback.faults;

import org.jspecify.annotations.NullMarked;
