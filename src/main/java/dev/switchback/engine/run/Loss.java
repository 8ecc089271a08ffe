package dev.switchback.engine.run;

/**
 * Data that taking a migration back destroys.
 *
 * @param object such as {@code table public.orders}, {@code column public.orders.channel} or {@code rows of
 *     public.orders (DELETE)}
 * @param rows how many rows, or values that are not NULL, go with it
 */
public record Loss(String object, long rows) {}
