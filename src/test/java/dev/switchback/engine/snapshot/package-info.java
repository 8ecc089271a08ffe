@NullMarked
package dev.switchback.engine.snapshot;

import org.jspecify.annotations.NullMarked;
