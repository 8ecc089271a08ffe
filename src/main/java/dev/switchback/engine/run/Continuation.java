package dev.switchback.engine.run;

import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.plan.PlanStep;

/**
 * How a step that stopped half way goes on.
 *
 * @param finished statements that are not run again
 * @param seen the ledger's row when this was decided; another one means that somebody else was faster
 */
public record Continuation(PlanStep step, int finished, LedgerRow seen) {}
