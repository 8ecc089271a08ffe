/** How runs go on and end. */
@NullMarked
package dev.switchback.ui.run;

import org.jspecify.annotations.NullMarked;
