package dev.switchback.engine.migration;

/** Names a migration inside its set: the file name without suffix, never spliced into SQL. */
public record MigrationId(String value) implements Comparable<MigrationId> {

    public MigrationId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a migration id must not be blank");
        }
    }

    @Override
    public int compareTo(MigrationId other) {
        return NaturalOrder.INSTANCE.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
