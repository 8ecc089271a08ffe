package dev.switchback.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabasesTest {

    @Test
    void eachTestGetsAnEmptyPostgresDatabase() {
        TestDatabase first = TestDatabases.postgres();
        first.execute("CREATE TABLE mine (id int)");

        TestDatabase second = TestDatabases.postgres();

        assertThat(second.query("SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"))
                .isEqualTo("0");
        assertThat(second.query("SHOW server_version")).startsWith("15");
    }

    @Test
    void eachTestGetsAnEmptyH2Database() {
        TestDatabase first = TestDatabases.h2();
        first.execute("CREATE TABLE mine (id int)");

        assertThat(TestDatabases.h2().query("SELECT count(*) FROM information_schema.tables WHERE table_name = 'MINE'"))
                .isEqualTo("0");
    }
}
