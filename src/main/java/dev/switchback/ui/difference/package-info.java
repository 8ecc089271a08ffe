/** Two texts side by side with their differences marked; used wherever recorded and present SQL are compared. */
@NullMarked
package dev.switchback.ui.difference;

import org.jspecify.annotations.NullMarked;
