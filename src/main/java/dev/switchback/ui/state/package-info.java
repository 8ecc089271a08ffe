/** How states are shown everywhere. */
@NullMarked
package dev.switchback.ui.state;

import org.jspecify.annotations.NullMarked;
