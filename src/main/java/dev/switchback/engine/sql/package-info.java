/** Lexer, statement splitter and classifier. Pure: text in, values out, no I/O. */
@NullMarked
package dev.switchback.engine.sql;

import org.jspecify.annotations.NullMarked;
