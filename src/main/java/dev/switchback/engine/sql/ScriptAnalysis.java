package dev.switchback.engine.sql;

import dev.switchback.engine.sql.StatementTraits.Effect;
import dev.switchback.engine.sql.StatementTraits.Reach;
import dev.switchback.engine.sql.StatementTraits.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a script commits, and what it does that people should know before.
 *
 * @param units what commits together, in order; one unit when the script is transactional
 * @param remarks what was noticed
 */
public record ScriptAnalysis(List<ScriptUnit> units, Commit commit, List<Remark> remarks) {

    /** Whether the whole script commits at once. */
    public enum Commit {
        TOGETHER,
        UNIT_BY_UNIT
    }

    /** What the author says. */
    public enum Wish {
        AUTOMATIC,
        NO_TRANSACTION
    }

    /** Something that people should know, and the statement that it is about. */
    public record Remark(Kind kind, SqlStatement statement, String text) {}

    /** What a remark is about. */
    public enum Kind {
        /** Refuses a transaction. */
        NON_TRANSACTIONAL,
        /** Ordinary statements beside ones that refuse a transaction. */
        MIXED,
        /** Needs a transaction that it does not get. */
        NEEDS_TRANSACTION,
        DESTRUCTIVE,
        CLUSTER_WIDE
    }

    public ScriptAnalysis {
        units = List.copyOf(units);
        remarks = List.copyOf(remarks);
    }

    /** All statements that are sent, in order. */
    public List<SqlStatement> statements() {
        return units.stream().flatMap(unit -> unit.statements().stream()).toList();
    }

    /**
     * Analyses a split script.
     *
     * @throws SqlSyntaxException when the script rolls back by itself, so that it would lie about what it did
     */
    public static ScriptAnalysis analyse(List<SqlStatement> statements, StatementClassifier classifier, Wish wish) {
        Blocks blocks = Blocks.of(statements, classifier);
        List<Remark> remarks = new ArrayList<>(blocks.remarks);
        boolean together = wish == Wish.AUTOMATIC && !blocks.refusesTransaction && !blocks.commits && blocks.count <= 1;
        if (!together) {
            remarks.addAll(blocks.unmetNeeds);
            if (blocks.refusesTransaction && blocks.ordinary.isPresent()) {
                SqlStatement ordinary = blocks.ordinary.get();
                remarks.add(new Remark(
                        Kind.MIXED,
                        ordinary,
                        "statements that refuse a transaction stand beside ordinary ones, so that an error leaves the "
                                + "earlier ones applied; a migration of their own is safer"));
            }
        }
        return together
                ? new ScriptAnalysis(blocks.oneUnit(), Commit.TOGETHER, remarks)
                : new ScriptAnalysis(blocks.units, Commit.UNIT_BY_UNIT, remarks);
    }

    /** A program: what it sends is not known before it has run. */
    public static ScriptAnalysis ofProgram(Commit commit) {
        return new ScriptAnalysis(List.of(), commit, List.of());
    }

    /** The same with what a program sent when it ran. */
    public ScriptAnalysis sent(List<SqlStatement> statements) {
        return new ScriptAnalysis(List.of(new ScriptUnit(statements, ScriptUnit.Border.TRANSACTION)), commit, remarks);
    }

    /** {@code COMMIT AND CHAIN} begins the next transaction at once. */
    private static final Pattern CHAIN = Pattern.compile("(?i)\\bAND\\s+CHAIN\\b");

    /** Walks a script once and cuts it at its own BEGIN and COMMIT. */
    private static final class Blocks {

        private final List<ScriptUnit> units = new ArrayList<>();
        private final List<Remark> remarks = new ArrayList<>();
        private final List<Remark> unmetNeeds = new ArrayList<>();
        private Optional<List<SqlStatement>> open = Optional.empty();
        private Optional<SqlStatement> ordinary = Optional.empty();
        private boolean refusesTransaction;
        private boolean commits;
        private int count;

        static Blocks of(List<SqlStatement> statements, StatementClassifier classifier) {
            Blocks blocks = new Blocks();
            for (SqlStatement statement : statements) {
                StatementTraits traits = classifier.classify(statement);
                blocks.remark(statement, traits);
                if (traits.transaction() == Transaction.CONTROL) {
                    blocks.control(statement);
                } else {
                    blocks.add(statement, traits.transaction());
                }
            }
            blocks.close();
            return blocks;
        }

        List<ScriptUnit> oneUnit() {
            return List.of(new ScriptUnit(
                    units.stream().flatMap(unit -> unit.statements().stream()).toList(),
                    ScriptUnit.Border.TRANSACTION));
        }

        private void control(SqlStatement statement) {
            String word = statement.text().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
            switch (word) {
                case "BEGIN", "START" -> {
                    close();
                    open = Optional.of(new ArrayList<>());
                    count++;
                }
                case "COMMIT", "END" -> {
                    close();
                    if (CHAIN.matcher(statement.text()).find()) {
                        open = Optional.of(new ArrayList<>());
                        count++;
                    }
                }
                default ->
                    throw new SqlSyntaxException(
                            statement.line(),
                            statement.column(),
                            "the script rolls back by itself: what it says it did would not be there. " + "Remove this "
                                    + word);
            }
        }

        private void add(SqlStatement statement, Transaction rule) {
            switch (rule) {
                case FORBIDDEN -> refusesTransaction = true;
                case REQUIRED -> need(statement);
                case EITHER, COMMITS, CONTROL -> ordinary = Optional.of(ordinary.orElse(statement));
            }
            if (rule == Transaction.COMMITS) {
                commits = true;
                close();
            }
            if (open.isPresent()) {
                open.get().add(statement);
            } else {
                units.add(new ScriptUnit(
                        List.of(statement),
                        rule == Transaction.FORBIDDEN || rule == Transaction.COMMITS
                                ? ScriptUnit.Border.NONE
                                : ScriptUnit.Border.TRANSACTION));
            }
        }

        private void need(SqlStatement statement) {
            if (open.isEmpty()) {
                unmetNeeds.add(new Remark(
                        Kind.NEEDS_TRANSACTION,
                        statement,
                        "this statement has no effect beyond itself without a transaction around it; "
                                + "put BEGIN and COMMIT around the statements that belong together"));
            }
        }

        private void close() {
            open.filter(block -> !block.isEmpty())
                    .ifPresent(block -> units.add(new ScriptUnit(block, ScriptUnit.Border.TRANSACTION)));
            open = Optional.empty();
        }

        private void remark(SqlStatement statement, StatementTraits traits) {
            traits.reason().ifPresent(reason -> remarks.add(new Remark(Kind.NON_TRANSACTIONAL, statement, reason)));
            if (traits.effect() == Effect.DESTROYS) {
                remarks.add(
                        new Remark(Kind.DESTRUCTIVE, statement, "removes data or structure: " + statement.summary(60)));
            }
            if (traits.reach() == Reach.CLUSTER) {
                remarks.add(new Remark(
                        Kind.CLUSTER_WIDE, statement, "reaches beyond this database: " + statement.summary(60)));
            }
        }
    }
}
