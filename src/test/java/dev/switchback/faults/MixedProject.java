package dev.switchback.faults;

import dev.switchback.engine.migration.Direction;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Five migrations of every kind for PostgreSQL. Nothing in them is unique, so that what ran twice is counted twice. */
final class MixedProject {

    /** @param trace counts 1 once the statement has run, in SQL that may name tables that are not there */
    private record Trace(String statement, String trace) {}

    private static final Map<String, List<Trace>> UP = new TreeMap<>(Map.of(
            "001_one", List.of(new Trace("CREATE TABLE one (id integer)", table("one"))),
            "002_many",
                    List.of(
                            new Trace("CREATE TABLE many (id integer)", table("many")),
                            new Trace("INSERT INTO many VALUES (1)", "many WHERE id = 1"),
                            new Trace("INSERT INTO one VALUES (2)", "one WHERE id = 2")),
            "003_index",
                    List.of(
                            new Trace("CREATE INDEX CONCURRENTLY many_id ON many (id)", index("many_id")),
                            new Trace("INSERT INTO one VALUES (3)", "one WHERE id = 3")),
            "004_mended",
                    List.of(
                            new Trace("CREATE TABLE mended (id integer)", table("mended")),
                            new Trace("INSERT INTO mended VALUES (1)", "mended WHERE id = 1"),
                            new Trace("INSERT INTO mended VALUES (2)", "mended WHERE id = 2")),
            "005_data",
                    List.of(
                            new Trace(
                                    "INSERT INTO many SELECT max(n) FROM generate_series(1, 5) n", "many WHERE id = 5"),
                            new Trace("INSERT INTO one VALUES (5)", "one WHERE id = 5"))));

    private static final Map<String, List<Trace>> DOWN = Map.of(
            "001_one", List.of(new Trace("DROP TABLE one", "(SELECT 1 WHERE to_regclass('one') IS NULL) x")),
            "002_many",
                    List.of(
                            new Trace("DELETE FROM one WHERE id = 2", none("one WHERE id = 2")),
                            new Trace("DROP TABLE many", "(SELECT 1 WHERE to_regclass('many') IS NULL) x")),
            "003_index",
                    List.of(
                            new Trace("DROP INDEX CONCURRENTLY many_id", none("pg_class WHERE relname = 'many_id'")),
                            new Trace("DELETE FROM one WHERE id = 3", none("one WHERE id = 3"))),
            "004_mended",
                    List.of(
                            new Trace("DELETE FROM mended", none("mended")),
                            new Trace("DROP TABLE mended", "(SELECT 1 WHERE to_regclass('mended') IS NULL) x")),
            "005_data",
                    List.of(
                            new Trace("DELETE FROM many WHERE id = 5", none("many WHERE id = 5")),
                            new Trace("DELETE FROM one WHERE id = 5", none("one WHERE id = 5"))));

    private MixedProject() {}

    private static String table(String name) {
        return "pg_class WHERE relname = '" + name + "'";
    }

    private static String index(String name) {
        return "pg_index WHERE indexrelid = to_regclass('" + name + "') AND indisvalid";
    }

    private static String none(String from) {
        return "(SELECT 1 WHERE faults.traces($t$" + from + "$t$) = 0) x";
    }

    /** Makes a database count traces, outside of what is migrated. */
    static void prepare(TestDatabase database) {
        database.execute("CREATE SCHEMA faults", """
                CREATE FUNCTION faults.traces(source text) RETURNS bigint LANGUAGE plpgsql AS $$
                DECLARE found bigint;
                BEGIN
                    EXECUTE 'SELECT count(*) FROM ' || source INTO found;
                    RETURN found;
                EXCEPTION WHEN undefined_table THEN RETURN 0;
                END $$""");
    }

    /** Writes the files, the fourth with an error in its last statement. */
    static void writeBroken(Path folder) {
        UP.forEach((id, statements) -> write(folder, id, sql(statements)));
        write(folder, "004_mended", sql(of(UP, "004_mended")).replace("VALUES (2)", "VALUES (2 / 0)"));
    }

    static void mend(Path folder) {
        write(folder, "004_mended", sql(of(UP, "004_mended")));
    }

    private static void write(Path folder, String id, String up) {
        String header = id.startsWith("004") ? "-- Transaction: off\n" : "";
        String text = header + "-- @up\n" + up + "-- @down\n" + sql(of(DOWN, id));
        new ProjectFolder(folder).write(id + ".sql", text);
    }

    private static List<Trace> of(Map<String, List<Trace>> all, String id) {
        return all.getOrDefault(id, List.of());
    }

    private static String sql(List<Trace> statements) {
        return statements.stream().map(each -> each.statement() + ";\n").collect(Collectors.joining());
    }

    /** How often each statement of each migration took effect. */
    static Map<String, List<Integer>> effects(TestDatabase database, Direction direction) {
        Map<String, List<Trace>> all = direction == Direction.UP ? UP : DOWN;
        List<String> ids = List.copyOf(UP.keySet());
        String columns = ids.stream()
                .map(id -> of(all, id).stream()
                        .map(each -> "faults.traces($q$" + each.trace() + "$q$)")
                        .collect(Collectors.joining(" || ',' || ")))
                .collect(Collectors.joining(" || ';' || "));
        String[] found = database.query("SELECT " + columns).split(";", -1);
        Map<String, List<Integer>> effects = new TreeMap<>();
        for (int i = 0; i < found.length; i++) {
            effects.put(
                    ids.get(i),
                    Arrays.stream(found[i].split(",")).map(Integer::valueOf).toList());
        }
        return effects;
    }
}
