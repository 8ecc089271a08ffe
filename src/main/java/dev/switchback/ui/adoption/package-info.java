/** What another tool recorded beside the files, before it is taken over. */
@NullMarked
package dev.switchback.ui.adoption;

import org.jspecify.annotations.NullMarked;
