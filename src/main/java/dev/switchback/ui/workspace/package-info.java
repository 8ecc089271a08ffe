/** What is open in the window, observable and without any node. */
@NullMarked
package dev.switchback.ui.workspace;

import org.jspecify.annotations.NullMarked;
