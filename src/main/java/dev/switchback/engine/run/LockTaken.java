package dev.switchback.engine.run;

import java.time.Duration;

/**
 * A lock that a statement took, on a relation that was there before its step.
 *
 * @param mode such as {@code AccessExclusiveLock}
 * @param relation such as {@code public.orders}
 * @param held how long a real run would hold it: from the start of the statement to the end of its step
 */
public record LockTaken(String mode, String relation, Duration held) {}
