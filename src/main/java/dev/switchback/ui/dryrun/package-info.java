/** What a dry run found out. */
@NullMarked
package dev.switchback.ui.dryrun;

import org.jspecify.annotations.NullMarked;
