package dev.switchback.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a snapshot sees on every database. */
abstract class SnapshotContract {

    TestDatabase database;

    abstract TestDatabase newDatabase();

    abstract SnapshotReader reader();

    @BeforeEach
    void connect() {
        database = newDatabase();
    }

    Snapshot read() {
        try (Connection connection = database.connect()) {
            return reader().read(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /** What statements change, as lines like {@code +column public.t.a}, in lower case. */
    List<String> effectOf(String... statements) {
        Snapshot before = read();
        database.execute(statements);
        return lines(before.to(read()));
    }

    static List<String> lines(StructureDifference difference) {
        return Stream.of(
                        difference.added().stream().map(key -> "+" + key),
                        difference.removed().stream().map(key -> "-" + key),
                        difference.changed().stream().map(changed -> "~" + changed.key()))
                .flatMap(each -> each)
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void nothingChangesBetweenTwoReadings() {
        database.execute("CREATE TABLE t (id integer PRIMARY KEY, note varchar(20) DEFAULT 'x')");

        assertThat(read()).isEqualTo(read());
        assertThat(read().fingerprint()).isEqualTo(read().fingerprint()).hasSize(64);
    }

    @Test
    void tablesComeWithTheirParts() {
        assertThat(effectOf("CREATE TABLE t (a integer NOT NULL, CONSTRAINT t_key PRIMARY KEY (a))"))
                .containsExactlyInAnyOrder("+table public.t", "+column public.t.a", "+constraint public.t.t_key");
        assertThat(effectOf("DROP TABLE t"))
                .containsExactlyInAnyOrder("-table public.t", "-column public.t.a", "-constraint public.t.t_key");
    }

    @Test
    void everythingAboutAColumnCounts() {
        database.execute("CREATE TABLE t (a varchar(10), b integer)");

        assertThat(effectOf("ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'")).containsExactly("~column public.t.a");
        assertThat(effectOf("ALTER TABLE t ALTER COLUMN a SET NOT NULL")).containsExactly("~column public.t.a");
        assertThat(effectOf("ALTER TABLE t ALTER COLUMN a SET DATA TYPE varchar(20)"))
                .containsExactly("~column public.t.a");
        assertThat(effectOf("ALTER TABLE t ADD COLUMN c integer")).containsExactly("+column public.t.c");
        assertThat(effectOf("COMMENT ON COLUMN t.b IS 'how many'")).containsExactly("+comment on column public.t.b");
    }

    @Test
    void columnThatCameBackBehindTheOthersIsAChangedOrder() {
        database.execute("CREATE TABLE t (a integer, b integer, c integer)");
        Snapshot before = read();

        database.execute("ALTER TABLE t DROP COLUMN c", "ALTER TABLE t ADD COLUMN c integer");
        assertThat(lines(before.to(read()))).isEmpty();

        database.execute("ALTER TABLE t DROP COLUMN b", "ALTER TABLE t ADD COLUMN b integer");
        assertThat(lines(before.to(read()))).containsExactly("~column order public.t");
        assertThat(read().fingerprint()).isNotEqualTo(before.fingerprint());
    }

    @Test
    void constraintsIndexesViewsAndSequencesCount() {
        database.execute("CREATE TABLE p (id integer PRIMARY KEY)", "CREATE TABLE t (a integer, b integer)");

        assertThat(effectOf("ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0)"))
                .containsExactly("+constraint public.t.positive");
        assertThat(effectOf("ALTER TABLE t ADD CONSTRAINT parent FOREIGN KEY (a) REFERENCES p (id)"))
                .contains("+constraint public.t.parent");
        assertThat(effectOf("CREATE INDEX t_b ON t (b)")).containsExactly("+index public.t_b");
        assertThat(effectOf("DROP INDEX t_b", "CREATE INDEX t_b ON t (b DESC)")).containsExactly("~index public.t_b");
        assertThat(effectOf("CREATE VIEW v AS SELECT a FROM t")).containsExactly("+view public.v");
        assertThat(effectOf("CREATE SEQUENCE s")).containsExactly("+sequence public.s");
        assertThat(effectOf("ALTER SEQUENCE s INCREMENT BY 5")).containsExactly("~sequence public.s");
        assertThat(effectOf("CREATE SCHEMA app")).containsExactly("+schema app");
        assertThat(effectOf("CREATE DOMAIN amount AS integer CHECK (VALUE > 0)"))
                .contains("+domain public.amount");
    }

    @Test
    void dataIsNoStructure() {
        database.execute("CREATE TABLE t (a integer)", "CREATE SEQUENCE s");

        assertThat(effectOf("INSERT INTO t VALUES (1)", "SELECT nextval('s')")).isEmpty();
    }

    @Test
    void theLedgersSchemaIsLeftOut() {
        assertThat(effectOf("CREATE SCHEMA \"switchback\"", "CREATE TABLE \"switchback\".t (a integer PRIMARY KEY)"))
                .isEmpty();
    }

    @Test
    void namesAreQuotedWhereSqlWantsIt() {
        assertThat(effectOf("CREATE TABLE \"order.lines\" (\"a \"\"b\" integer)"))
                .containsExactlyInAnyOrder(
                        "+table public.\"order.lines\"", "+column public.\"order.lines\".\"a \"\"b\"");
        ObjectKey column = read().objects().keySet().stream()
                .filter(key -> key.kind().equals("column"))
                .findFirst()
                .orElseThrow();
        assertThat(column.parts()).hasSize(3).endsWith("order.lines", "a \"b");
    }

    @Test
    void aThousandTablesAreReadInOneGo() throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            for (int i = 0; i < 1_000; i++) {
                statement.addBatch("CREATE TABLE t" + i + " (id integer PRIMARY KEY, a varchar(10), b integer)");
            }
            statement.executeBatch();
            long start = System.nanoTime();
            Snapshot snapshot = reader().read(connection);
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            assertThat(snapshot.objects()).hasSizeGreaterThan(6_000);
            assertThat(milliseconds).as("milliseconds for a thousand tables").isLessThan(5_000);
        }
    }
}
