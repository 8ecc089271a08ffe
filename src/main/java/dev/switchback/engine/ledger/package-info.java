/** Switchback's tables in the target database: what is recorded, and the pure derivation of states and findings. */
@NullMarked
package dev.switchback.engine.ledger;

import org.jspecify.annotations.NullMarked;
