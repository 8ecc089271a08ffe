package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchback.engine.source.Fingerprints;
import dev.switchback.engine.source.SourceText;
import dev.switchback.support.PostgresVersion;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Switchback against psql: both read the same files, and the same statements have to arrive at the server. */
class PsqlOracleTest {

    private static final String RECORDED = "boundaries.txt";
    private static final int LEAST_OF_A_KIND = 10;
    private static final int LEAST_STATEMENTS = 3_000;
    private static final String SYNTAX_ERROR = "42601";

    private static List<SqlStatement> split(Corpus.File file) {
        return StatementSplitter.split(SourceText.clean(file.text()), 1, SqlSyntax.POSTGRESQL);
    }

    private static String key(Corpus.File file) {
        return file.name() + " " + Fingerprints.sha256(file.text()).substring(0, 16);
    }

    private static Boundaries of(Map<String, Boundaries> recorded, Corpus.File file) {
        Boundaries found = recorded.get(key(file));
        if (found == null) {
            throw new AssertionError(file.name() + " changed: record again, as CONTRIBUTING says");
        }
        return found;
    }

    @Test
    void everyStatementIsWhatPsqlSends() {
        Map<String, Boundaries> recorded = Boundaries.read(CorpusKinds.resource(RECORDED));
        int compared = 0;
        for (Corpus.File file : Corpus.files()) {
            List<SqlStatement> statements = split(file);
            assertThat(of(recorded, file).differences(file.text(), statements))
                    .as(file.name())
                    .isEmpty();
            compared += statements.size();
        }
        assertThat(compared).isGreaterThan(LEAST_STATEMENTS);
    }

    @Test
    void theCorpusHasEveryKindOfStatementInRightSyntax() {
        Map<String, Boundaries> recorded = Boundaries.read(CorpusKinds.resource(RECORDED));
        List<String> states = Corpus.files().stream()
                .filter(file -> file.name().startsWith("kinds"))
                .flatMap(file -> of(recorded, file).cuts().stream())
                .map(Boundaries.Cut::state)
                .toList();
        List<String> kinds = CorpusKinds.read().names();
        assertThat(states).hasSize(kinds.size() * Corpus.OF_EACH_KIND);
        Map<String, Integer> right = new HashMap<>();
        for (int i = 0; i < states.size(); i++) {
            right.merge(kinds.get(i % kinds.size()), states.get(i).equals(SYNTAX_ERROR) ? 0 : 1, Integer::sum);
        }
        assertThat(kinds).hasSizeGreaterThan(190);
        assertThat(kinds)
                .filteredOn(kind -> !kind.contains("@"))
                .allSatisfy(kind ->
                        assertThat(right.getOrDefault(kind, 0)).as(kind).isGreaterThanOrEqualTo(LEAST_OF_A_KIND));
    }

    /** Version 15, which psql was recorded with, cannot say it of them. */
    @Test
    void theKindsOfLaterVersionsAreInRightSyntaxThere() throws SQLException {
        CorpusKinds kinds = CorpusKinds.read();
        Random random = new Random(18);
        try (Connection connection = TestDatabases.postgres(PostgresVersion.V18).connect();
                Statement server = connection.createStatement()) {
            server.setEscapeProcessing(false);
            for (String kind :
                    kinds.names().stream().filter(name -> name.contains("@")).toList()) {
                int right = 0;
                for (int number = 0; number < Corpus.OF_EACH_KIND; number++) {
                    right += hasRightSyntax(server, kinds.statement(kind, number, random)) ? 1 : 0;
                }
                assertThat(right).as(kind).isGreaterThanOrEqualTo(LEAST_OF_A_KIND);
            }
        }
    }

    private static boolean hasRightSyntax(Statement server, String sql) {
        try {
            server.execute(sql);
            return true;
        } catch (SQLException failure) {
            return !SYNTAX_ERROR.equals(failure.getSQLState());
        }
    }

    /** The driver cuts by rules of its own, which must never find a second statement in one of ours. */
    @Test
    void theDriverSendsEachStatementWhole() throws SQLException {
        for (Corpus.File file : Corpus.files()) {
            if (!file.name().equals("escaping")) {
                for (SqlStatement statement : split(file)) {
                    List<NativeQuery> queries = Parser.parseJdbcSql(statement.text(), true, false, true, false, true);
                    assertThat(queries).extracting(query -> query.nativeSql).containsExactly(statement.text());
                }
            }
        }
    }

    /** {@code mvn test -Dtest=PsqlOracleTest -Dswitchback.psql=/usr/bin/psql} writes the fixture again. */
    @Test
    void recordsPsql(@TempDir Path folder) throws IOException {
        String program = System.getProperty("switchback.psql", "");
        assumeTrue(!program.isEmpty(), "-Dswitchback.psql=PATH records");
        Psql psql = new Psql(program, folder);
        StringBuilder recorded = new StringBuilder("""
                # Where psql 15 cuts the files of Corpus: offsets of what it sent, and the SQLSTATE where the server cannot parse it.
                # Written by PsqlOracleTest.recordsPsql; see CONTRIBUTING.
                """);
        for (Corpus.File file : Corpus.files()) {
            Boundaries boundaries = Boundaries.locate(file.text(), psql.run(file.text()));
            recorded.append("= ").append(key(file)).append('\n').append(boundaries.write());
        }
        Path fixture = Path.of("src/test/resources/dev/switchback/engine/sql/corpus", RECORDED);
        Files.writeString(fixture, recorded);
    }
}
