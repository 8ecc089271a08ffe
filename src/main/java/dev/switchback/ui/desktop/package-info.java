/** What the window asks of the user's desktop: files to choose, folders to show. */
@NullMarked
package dev.switchback.ui.desktop;

import org.jspecify.annotations.NullMarked;
