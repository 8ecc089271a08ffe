package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Counts what came of many faults of one kind, and adds a row to {@code target/faults.txt}. */
final class Tally {

    private final String kind;
    private final List<String> lies = new ArrayList<>();
    private final List<String> hands = new ArrayList<>();
    private int injected;

    Tally(String kind) {
        this.kind = kind;
    }

    /**
     * Adds one fault.
     *
     * @param lie what the ledger or the message said that was not so, or ""
     * @param hand why it did not come to the same end by itself, or ""
     */
    void add(String fault, String lie, String hand) {
        injected++;
        if (!lie.isEmpty()) {
            lies.add(fault + ": " + lie);
        }
        if (!hand.isEmpty()) {
            hands.add(fault + ": " + hand);
        }
    }

    /** Writes the row and fails when anything is amiss. */
    void close() {
        close("");
    }

    /** The same with a remark on the faults. */
    void close(String remark) {
        String row = "| %s | %d | %d | %d | %d |%n"
                .formatted(kind + remark, injected, injected - lies.size(), injected - hands.size(), hands.size());
        try {
            Files.writeString(
                    Path.of("target", "faults.txt"), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(injected).as("faults injected: " + kind).isPositive();
        assertThat(lies).as("what was not true: " + kind).isEmpty();
        assertThat(hands).as("what needed a hand: " + kind).isEmpty();
    }
}
