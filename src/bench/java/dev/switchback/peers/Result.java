package dev.switchback.peers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a workload gave. */
record Result(Workload workload, Map<Contender, List<Sample>> samples) {

    Result {
        samples = Map.copyOf(samples);
    }

    /**
     * One run.
     *
     * @param nanos from the start of the process to its exit
     * @param counts where a proxy stood between
     */
    record Sample(long nanos, Optional<CountingProxy.Counts> counts) {}

    /** In seconds; empty when the contender did not take part. */
    Optional<Double> median(Contender contender) {
        List<Long> nanos = samples.getOrDefault(contender, List.of()).stream()
                .map(Sample::nanos)
                .sorted()
                .toList();
        return nanos.isEmpty() ? Optional.empty() : Optional.of(nanos.get(nanos.size() / 2) / 1e9);
    }

    /** Of the medians. */
    Optional<Double> ratio(Contender contender, Contender to) {
        return median(contender).flatMap(own -> median(to).map(other -> own / other));
    }

    /** Of the last run. */
    Optional<CountingProxy.Counts> counts(Contender contender) {
        List<Sample> runs = samples.getOrDefault(contender, List.of());
        return runs.isEmpty() ? Optional.empty() : runs.getLast().counts();
    }
}
