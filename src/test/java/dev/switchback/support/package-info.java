/** What tests share: real databases, builders of migrations. */
@NullMarked
package dev.switchback.support;

import org.jspecify.annotations.NullMarked;
