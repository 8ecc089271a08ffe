/** What the models of a project have and a database has not. */
@NullMarked
package dev.switchback.ui.models;

import org.jspecify.annotations.NullMarked;
