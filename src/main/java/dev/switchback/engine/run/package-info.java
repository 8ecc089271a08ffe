/** Executes a plan or a rolled-back trial of it, reports events, and returns what happened as a value. */
@NullMarked
package dev.switchback.engine.run;

import org.jspecify.annotations.NullMarked;
