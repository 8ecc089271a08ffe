/** Reads a project folder from disk: one class per source layout behind one interface, and switchback.toml. */
@NullMarked
package dev.switchback.engine.source;

import org.jspecify.annotations.NullMarked;
