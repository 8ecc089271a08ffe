/** The window: views in plain code over view-models; this package puts them together. */
@NullMarked
package dev.switchback.ui;

import org.jspecify.annotations.NullMarked;
