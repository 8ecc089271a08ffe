/** The text of a migration, to read and to change. */
@NullMarked
package dev.switchback.ui.editor;

import org.jspecify.annotations.NullMarked;
