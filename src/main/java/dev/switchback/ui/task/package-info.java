/** Work off the UI thread; the only place that starts threads. */
@NullMarked
package dev.switchback.ui.task;

import org.jspecify.annotations.NullMarked;
