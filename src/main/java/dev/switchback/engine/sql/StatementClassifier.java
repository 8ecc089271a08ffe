package dev.switchback.engine.sql;

import dev.switchback.engine.sql.StatementTraits.Effect;
import dev.switchback.engine.sql.StatementTraits.Reach;
import dev.switchback.engine.sql.StatementTraits.Transaction;
import java.util.Optional;
import java.util.Set;

/** Reads from a statement's words what it does and what it demands; comments and line breaks between do not matter. */
public final class StatementClassifier {

    private static final Set<String> READING = Set.of("SELECT", "TABLE", "VALUES", "SHOW", "EXPLAIN", "FETCH");
    private static final Set<String> WRITING =
            Set.of("INSERT", "UPDATE", "MERGE", "COPY", "CALL", "DO", "WITH", "EXECUTE", "NOTIFY", "REFRESH");
    private static final Set<String> SESSION = Set.of("SET", "RESET", "DISCARD", "LISTEN", "UNLISTEN");
    private static final Set<String> CHANGES_ROWS =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "VALUES", "WITH", "TABLE");
    private static final Set<String> CHANGES_STRUCTURE = Set.of(
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "REINDEX",
            "REASSIGN",
            "IMPORT",
            "SECURITY");
    private static final Set<String> CLUSTER_OBJECTS =
            Set.of("ROLE", "USER", "GROUP", "TABLESPACE", "DATABASE", "SYSTEM");

    private final SqlSyntax syntax;
    private final int serverMajorVersion;
    private final DatabaseObjects objects;
    private final Structure structure;

    /** Where changes of the structure may run. */
    public enum Structure {
        /** Wherever the statement itself may. */
        ANYWHERE,
        /** Outside of transactions, each by itself. */
        ALONE
    }

    /** Without a database to ask. */
    public StatementClassifier(SqlSyntax syntax, int serverMajorVersion) {
        this(syntax, serverMajorVersion, DatabaseObjects.UNKNOWN);
    }

    /** @param serverMajorVersion such as 15 for PostgreSQL 15.8 */
    public StatementClassifier(SqlSyntax syntax, int serverMajorVersion, DatabaseObjects objects) {
        this(syntax, serverMajorVersion, objects, Structure.ANYWHERE);
    }

    /** For a database that keeps changes of the structure apart from transactions. */
    public StatementClassifier(SqlSyntax syntax, int serverMajorVersion, DatabaseObjects objects, Structure structure) {
        this.structure = structure;
        this.syntax = syntax;
        this.serverMajorVersion = serverMajorVersion;
        this.objects = objects;
    }

    public StatementTraits classify(SqlStatement statement) {
        StatementWords words = StatementWords.of(statement.text(), syntax);
        Optional<String> refusal = syntax == SqlSyntax.POSTGRESQL
                ? new TransactionRefusals(words, serverMajorVersion, objects).reason()
                : Optional.empty();
        Transaction transaction = refusal.isPresent() ? Transaction.FORBIDDEN : transaction(words);
        if (transaction == Transaction.EITHER && commitsByItself(words)) {
            transaction = Transaction.COMMITS;
        }
        return new StatementTraits(transaction, effect(words), reach(words), refusal);
    }

    private boolean commitsByItself(StatementWords words) {
        return switch (syntax) {
            case H2 -> !CHANGES_ROWS.contains(words.at(0));
            case POSTGRESQL -> structure == Structure.ALONE && CHANGES_STRUCTURE.contains(words.at(0));
        };
    }

    private static Transaction transaction(StatementWords words) {
        return switch (words.at(0)) {
            case "BEGIN", "COMMIT", "ROLLBACK", "ABORT" -> control(words);
            case "START" -> words.startsWith("START", "TRANSACTION") ? Transaction.CONTROL : Transaction.EITHER;
            case "END" -> Transaction.CONTROL;
            case "PREPARE" -> words.startsWith("PREPARE", "TRANSACTION") ? Transaction.CONTROL : Transaction.EITHER;
            case "LOCK", "SAVEPOINT", "RELEASE" -> Transaction.REQUIRED;
            case "DECLARE" -> words.contains("WITH", "HOLD") ? Transaction.EITHER : Transaction.REQUIRED;
            case "SET" ->
                Set.of("LOCAL", "CONSTRAINTS", "TRANSACTION").contains(words.at(1))
                        ? Transaction.REQUIRED
                        : Transaction.EITHER;
            case "CREATE" -> losesItsRows(words) ? Transaction.REQUIRED : Transaction.EITHER;
            default -> Transaction.EITHER;
        };
    }

    private static boolean losesItsRows(StatementWords words) {
        int what = words.indexOf("ON", "COMMIT") + 2;
        return what > 2 && !words.at(what).equals("PRESERVE");
    }

    /** {@code ROLLBACK TO SAVEPOINT} moves no border. */
    private static Transaction control(StatementWords words) {
        boolean toSavepoint = words.contains("TO") && !words.at(0).equals("BEGIN");
        return toSavepoint ? Transaction.REQUIRED : Transaction.CONTROL;
    }

    private static Effect effect(StatementWords words) {
        String first = words.at(0);
        if (isDestructive(words)) {
            return Effect.DESTROYS;
        }
        if (first.equals("SELECT") && words.contains("INTO")) {
            return Effect.DEFINES;
        }
        if (READING.contains(first)) {
            return Effect.READS;
        }
        if (WRITING.contains(first)) {
            return Effect.WRITES;
        }
        return SESSION.contains(first) ? Effect.SETS_SESSION : Effect.DEFINES;
    }

    private static boolean isDestructive(StatementWords words) {
        return switch (words.at(0)) {
            case "TRUNCATE", "DELETE" -> true;
            case "DROP" -> !Set.of("INDEX", "VIEW", "TRIGGER", "POLICY", "RULE").contains(words.at(1));
            case "ALTER" -> words.startsWith("ALTER", "TABLE") && dropsColumn(words);
            default -> false;
        };
    }

    /** {@code DROP name} drops a column too; constraints, defaults and the like carry no data. */
    private static boolean dropsColumn(StatementWords words) {
        Set<String> harmless = Set.of("CONSTRAINT", "DEFAULT", "NOT", "IDENTITY", "EXPRESSION", "PRIMARY");
        for (int i = 3; i < words.size(); i++) {
            if (words.at(i).equals("DROP") && !harmless.contains(words.at(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static Reach reach(StatementWords words) {
        boolean defines = Set.of("CREATE", "ALTER", "DROP").contains(words.at(0));
        boolean clusterWide = defines && CLUSTER_OBJECTS.contains(words.at(1)) && !words.hasAt(1, "USER", "MAPPING");
        return clusterWide ? Reach.CLUSTER : Reach.DATABASE;
    }
}
