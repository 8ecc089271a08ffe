/** The rules of the code's shape, as tests whose failure tells the cure. */
@NullMarked
package dev.switchback.architecture;

import org.jspecify.annotations.NullMarked;
