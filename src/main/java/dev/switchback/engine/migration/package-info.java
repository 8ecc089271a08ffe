/** What a project holds, as plain data: migrations, sets, digests and the findings made while reading. */
@NullMarked
package dev.switchback.engine.migration;

import org.jspecify.annotations.NullMarked;
