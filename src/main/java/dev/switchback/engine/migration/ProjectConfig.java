package dev.switchback.engine.migration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code switchback.toml} says beyond its sets; every part has a default.
 *
 * @param ledgerSchema the schema of Switchback's tables
 * @param placeholders values of the declared {@code ${name}} placeholders
 * @param hooks SQL to run around migrations
 * @param guarded names of environments whose databases are guarded by the project
 * @param naming pattern of new files
 * @param running limits, and what runs programs
 * @param kept whose tables are kept right beside the ledger
 */
public record ProjectConfig(
        String ledgerSchema,
        Map<String, String> placeholders,
        Hooks hooks,
        List<String> guarded,
        Naming naming,
        Running running,
        Kept kept) {

    public static final String DEFAULT_LEDGER_SCHEMA = "switchback";

    public static final ProjectConfig DEFAULT = new ProjectConfig(
            DEFAULT_LEDGER_SCHEMA, Map.of(), Hooks.NONE, List.of(), Naming.NUMBERED, Running.UNSET, Kept.NONE);

    /** SQL before and after each migration, in its transaction, and before and after a whole run, in none. */
    public record Hooks(
            Optional<Script> beforeEach,
            Optional<Script> afterEach,
            Optional<Script> beforeAll,
            Optional<Script> afterAll) {

        public static final Hooks NONE =
                new Hooks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How a new migration's file is named. */
    public enum Naming {
        /** {@code 007_name.sql}, one more than the highest number, as wide as the others. */
        NUMBERED,
        /** {@code 20261120143000_name.sql}, UTC. */
        TIMESTAMP
    }

    /**
     * How migrations run.
     *
     * @param interpreter of Python: a path, from the project's folder on, or a name on the PATH
     */
    public record Running(Timeouts timeouts, Optional<String> interpreter) {

        public static final Running UNSET = new Running(Timeouts.UNSET, Optional.empty());
    }

    /**
     * Limits that the project sets for its runs; a profile may set its own for locks and statements.
     *
     * @param program how long a program may neither end nor send a statement
     */
    public record Timeouts(Optional<Duration> lock, Optional<Duration> statement, Duration program) {

        public static final Duration USUAL_FOR_PROGRAMS = Duration.ofMinutes(5);

        public static final Timeouts UNSET = new Timeouts(Optional.empty(), Optional.empty(), USUAL_FOR_PROGRAMS);
    }

    public Timeouts timeouts() {
        return running.timeouts();
    }

    /**
     * The words of the tools whose tables Switchback keeps right.
     *
     * @param everywhere for sets of which nothing is said
     */
    public record Kept(Optional<String> everywhere, Map<String, String> bySet) {

        public static final Kept NONE = new Kept(Optional.empty(), Map.of());

        /** What stands for no tool: tables of that kind belong to somebody else. */
        public static final String NOBODYS = "none";

        public Kept {
            bySet = Map.copyOf(bySet);
        }

        /** The tool of a set. */
        public Optional<String> of(String set) {
            return Optional.ofNullable(bySet.get(set)).or(() -> everywhere);
        }

        /** All tools that are named. */
        public Set<String> tools() {
            Set<String> tools = new TreeSet<>(bySet.values());
            everywhere.ifPresent(tools::add);
            tools.remove(NOBODYS);
            return tools;
        }
    }

    public ProjectConfig {
        placeholders = Map.copyOf(placeholders);
        guarded = List.copyOf(guarded);
    }
}
