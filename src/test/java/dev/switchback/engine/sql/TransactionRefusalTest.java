package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.CatalogObjects;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.sql.StatementTraits.Transaction;
import dev.switchback.support.PostgresVersion;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the classifier says of a statement against what servers do with it in a transaction block. */
class TransactionRefusalTest {

    private static final Set<String> REFUSALS = Set.of("25001", "2D000");

    /** A database in which p, pi and c are what the table of refusals has them be. */
    private static final DatabaseObjects OBJECTS = new DatabaseObjects() {
        @Override
        public boolean isPartitioned(ObjectName relation) {
            return Set.of("p", "pi").contains(relation.name());
        }

        @Override
        public List<String> procedures(ObjectName name) {
            return name.name().equals("c") ? List.of("BEGIN COMMIT AND CHAIN; END") : List.of();
        }
    };

    private static boolean isRefused(String sql, int version, DatabaseObjects objects) {
        SqlStatement statement =
                StatementSplitter.split(sql, 1, SqlSyntax.POSTGRESQL).getFirst();
        return new StatementClassifier(SqlSyntax.POSTGRESQL, version, objects)
                        .classify(statement)
                        .transaction()
                == Transaction.FORBIDDEN;
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16, 17, 18})
    void everyRowIsClassifiedForItsVersion(int version) {
        for (RefusedRow row : RefusedRow.all()) {
            assertThat(isRefused(row.statement(), version, OBJECTS))
                    .as(row.statement())
                    .isEqualTo(row.isRefused(version));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.switchback.support.PostgresVersion#here")
    void serversRefuseExactlyWhatTheClassifierSays(PostgresVersion version) throws SQLException {
        for (RefusedRow row : RefusedRow.all()) {
            TestDatabase database = TestDatabases.postgres(version);
            String sql = row.statement().replace("test", database.url().replaceFirst(".*/", ""));
            database.execute(row.setup().toArray(String[]::new));
            String state = inTransaction(database, sql);
            try (OpenDatabase open = OpenDatabase.open(database::connect, database.url())) {
                assertThat(isRefused(sql, version.major(), new CatalogObjects(open)))
                        .as("%s on %s, SQLSTATE %s", sql, version, state)
                        .isEqualTo(REFUSALS.contains(state));
                assertThat(row.isRefused(version.major())).as(sql).isEqualTo(REFUSALS.contains(state));
            }
        }
    }

    /** The SQLSTATE, or "" when the server does it; everything is rolled back. */
    private static String inTransaction(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            try {
                statement.execute(sql);
                return "";
            } catch (SQLException refused) {
                return String.valueOf(refused.getSQLState());
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void optionsOfASlotRefuseFromTheVersionThatMadeThemChangeable() {
        String failover = "ALTER SUBSCRIPTION s SET (failover = true)";
        String twoPhase = "ALTER SUBSCRIPTION s SET (streaming = on, two_phase = false)";

        assertThat(isRefused(failover, 16, OBJECTS)).isFalse();
        assertThat(isRefused(failover, 17, OBJECTS)).isTrue();
        assertThat(isRefused(twoPhase, 17, OBJECTS)).isFalse();
        assertThat(isRefused(twoPhase, 18, OBJECTS)).isTrue();
    }
}
