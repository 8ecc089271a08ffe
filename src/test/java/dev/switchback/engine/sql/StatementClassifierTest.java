package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.sql.ScriptAnalysis.Commit;
import dev.switchback.engine.sql.ScriptAnalysis.Wish;
import dev.switchback.engine.sql.StatementTraits.Effect;
import dev.switchback.engine.sql.StatementTraits.Reach;
import dev.switchback.engine.sql.StatementTraits.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementClassifierTest {

    private static StatementTraits classify(String sql, int version) {
        return new StatementClassifier(SqlSyntax.POSTGRESQL, version).classify(new SqlStatement(sql, 0, 1, 1));
    }

    private static ScriptAnalysis analyse(String sql) {
        return ScriptAnalysis.analyse(
                StatementSplitter.split(sql, 1, SqlSyntax.POSTGRESQL),
                new StatementClassifier(SqlSyntax.POSTGRESQL, 15),
                Wish.AUTOMATIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "create /* x */ unique\n index -- y\n concurrently i on t (a)",
                "DROP INDEX CONCURRENTLY i",
                "REINDEX INDEX CONCURRENTLY i",
                "REINDEX (VERBOSE) SCHEMA public",
                "REINDEX DATABASE d",
                "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
                "VACUUM",
                "VACUUM (ANALYZE) t",
                "CLUSTER",
                "CREATE DATABASE d",
                "DROP DATABASE IF EXISTS d",
                "ALTER DATABASE d SET TABLESPACE s",
                "CREATE TABLESPACE s LOCATION '/x'",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "DROP SUBSCRIPTION s",
                "COMMIT PREPARED 'x'",
                "DISCARD ALL"
            })
    void refusesATransaction(String sql) {
        assertThat(classify(sql, 15).transaction()).isEqualTo(Transaction.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON t (a)",
                "REINDEX TABLE t",
                "ALTER TABLE a DETACH PARTITION b FINALIZE",
                "ANALYZE t",
                "CLUSTER t USING i",
                "ALTER DATABASE d SET work_mem = '1MB'",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
                "DISCARD PLANS",
                "ALTER TYPE t ADD VALUE 'x'",
                "INSERT INTO t VALUES ('VACUUM')"
            })
    void mayRunInATransaction(String sql) {
        assertThat(classify(sql, 15).transaction()).isEqualTo(Transaction.EITHER);
    }

    @Test
    void newEnumValuesRefuseATransactionOnOldServersOnly() {
        assertThat(classify("ALTER TYPE t ADD VALUE 'x'", 11).transaction()).isEqualTo(Transaction.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE t|DESTROYS",
                "TRUNCATE t|DESTROYS",
                "DELETE FROM t|DESTROYS",
                "ALTER TABLE t DROP COLUMN a|DESTROYS",
                "ALTER TABLE t DROP a|DESTROYS",
                "ALTER TABLE t ALTER a DROP NOT NULL|DEFINES",
                "ALTER TABLE t DROP CONSTRAINT c|DEFINES",
                "DROP INDEX i|DEFINES",
                "INSERT INTO t VALUES (1)|WRITES",
                "SELECT 1|READS",
                "SET work_mem = 1|SETS_SESSION"
            })
    void effectIsReadFromTheWords(String sql, Effect effect) {
        assertThat(classify(sql, 15).effect()).isEqualTo(effect);
    }

    @Test
    void rolesReachBeyondTheDatabase() {
        assertThat(classify("CREATE ROLE r", 15).reach()).isEqualTo(Reach.CLUSTER);
        assertThat(classify("CREATE TABLE role (id int)", 15).reach()).isEqualTo(Reach.DATABASE);
    }

    @Test
    void oneOwnTransactionBlockRunsInOurs() {
        ScriptAnalysis analysis = analyse("BEGIN; CREATE TABLE a (id int); COMMIT; INSERT INTO a VALUES (1);");

        assertThat(analysis.commit()).isEqualTo(Commit.TOGETHER);
        assertThat(analysis.units()).hasSize(1);
        assertThat(analysis.statements())
                .extracting(SqlStatement::text)
                .containsExactly("CREATE TABLE a (id int)", "INSERT INTO a VALUES (1)");
    }

    @Test
    void severalOwnBlocksAreUnits() {
        ScriptAnalysis analysis = analyse("BEGIN; A; B; COMMIT; BEGIN; C; COMMIT; D;");

        assertThat(analysis.commit()).isEqualTo(Commit.UNIT_BY_UNIT);
        assertThat(analysis.units())
                .extracting(unit -> unit.statements().size())
                .containsExactly(2, 1, 1);
    }

    @Test
    void aChainedCommitBeginsTheNextBlock() {
        ScriptAnalysis analysis = analyse("BEGIN; A; COMMIT AND CHAIN; B; C; COMMIT;");

        assertThat(analysis.units())
                .extracting(unit -> unit.statements().size())
                .containsExactly(1, 2);
    }

    @Test
    void mixedScriptSaysSo() {
        ScriptAnalysis analysis = analyse("CREATE TABLE a (id int); CREATE INDEX CONCURRENTLY i ON a (id);");

        assertThat(analysis.commit()).isEqualTo(Commit.UNIT_BY_UNIT);
        assertThat(analysis.remarks())
                .extracting(ScriptAnalysis.Remark::kind)
                .containsExactly(ScriptAnalysis.Kind.NON_TRANSACTIONAL, ScriptAnalysis.Kind.MIXED);
    }

    @Test
    void scriptThatRollsBackByItselfIsRefused() {
        assertThatThrownBy(() -> analyse("BEGIN; A; ROLLBACK;")).isInstanceOf(SqlSyntaxException.class);
        assertThat(analyse("SAVEPOINT s; A; ROLLBACK TO SAVEPOINT s;").commit()).isEqualTo(Commit.TOGETHER);
    }

    @Test
    void normalisedTextIgnoresFormattingOnly() {
        String one = TokenNormaliser.normalise("CREATE  TABLE a -- x\n(id INT);", SqlSyntax.POSTGRESQL);

        assertThat(one).isEqualTo(TokenNormaliser.normalise("create table A(id int);", SqlSyntax.POSTGRESQL));
        assertThat(one).isNotEqualTo(TokenNormaliser.normalise("create table \"A\"(id int);", SqlSyntax.POSTGRESQL));
        assertThat(TokenNormaliser.normalise("SELECT 'A b'", SqlSyntax.POSTGRESQL))
                .isNotEqualTo(TokenNormaliser.normalise("SELECT 'A  b'", SqlSyntax.POSTGRESQL));
        assertThat(List.of(TokenNormaliser.normalise("a < = b", SqlSyntax.POSTGRESQL)))
                .doesNotContain(TokenNormaliser.normalise("a <= b", SqlSyntax.POSTGRESQL));
    }
}
