/** The program as a whole. */
@NullMarked
package dev.switchback;

import org.jspecify.annotations.NullMarked;
