/** The dependency graph: its nodes and edges, their places, and its forms as text and picture. Pure. */
@NullMarked
package dev.switchback.engine.graph;

import org.jspecify.annotations.NullMarked;
