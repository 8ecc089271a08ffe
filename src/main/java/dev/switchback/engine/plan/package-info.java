/** From status and selection to an ordered, judged plan. Pure; refusals are values. */
@NullMarked
package dev.switchback.engine.plan;

import org.jspecify.annotations.NullMarked;
