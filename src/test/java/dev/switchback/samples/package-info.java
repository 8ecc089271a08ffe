/** The sample projects, run for real on every database that they are written for. */
@NullMarked
package dev.switchback.samples;

import org.jspecify.annotations.NullMarked;
