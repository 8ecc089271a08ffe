package dev.switchback.engine.sql;

import java.util.List;

/**
 * A statement of the list of what PostgreSQL refuses in a transaction block.
 *
 * @param from the first version that refuses, at least 12; 99 when none does
 * @param setup what has to be there, run before
 */
record RefusedRow(String statement, int from, List<String> setup) {

    private static final int ALL = 12;
    private static final int NEVER = 99;

    private static final String TABLE = "CREATE TABLE t (a int PRIMARY KEY)";
    private static final String INDEX = "CREATE INDEX i ON t (a)";
    private static final String PARTS =
            "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9);"
                    + " CREATE INDEX pi ON p (a)";
    private static final String SUBSCRIPTION =
            "CREATE SUBSCRIPTION s CONNECTION 'dbname=none' PUBLICATION p WITH (connect = false)";
    private static final String ENABLED =
            "UPDATE pg_subscription SET subenabled = true, subslotname = 'none' WHERE subname = 's'";

    static List<RefusedRow> all() {
        return List.of(
                refused("CREATE INDEX CONCURRENTLY j ON t (a)", TABLE),
                refused("create /* x */ unique\n index -- y; z\n concurrently if not exists j on t (a)", TABLE),
                allowed("CREATE INDEX j ON t (a)", TABLE),
                refused("DROP INDEX CONCURRENTLY i", TABLE, INDEX),
                allowed("DROP INDEX i", TABLE, INDEX),
                refused("REINDEX INDEX CONCURRENTLY i", TABLE, INDEX),
                refused("REINDEX (VERBOSE)\n/* a /* b */ */ TABLE CONCURRENTLY t", TABLE),
                refusedFrom(14, "REINDEX (CONCURRENTLY) TABLE t", TABLE),
                allowed("REINDEX (VERBOSE) TABLE t", TABLE),
                refused("REINDEX SCHEMA public"),
                refused("REINDEX (VERBOSE) SCHEMA public"),
                refused("REINDEX -- it's\nDATABASE test"),
                refused("REINDEX SYSTEM test"),
                allowed("REINDEX TABLE t", TABLE),
                refusedFrom(14, "REINDEX TABLE p", PARTS),
                refusedFrom(14, "REINDEX INDEX public.pi", PARTS),
                refusedFrom(14, "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", PARTS),
                allowed("ALTER TABLE p DETACH PARTITION p1", PARTS),
                allowed("ALTER TABLE p DETACH PARTITION p1 FINALIZE", PARTS),
                refused("VACUUM"),
                refused("VACUUM FULL t", TABLE),
                refused("/* ; */ VACUUM (ANALYZE) t", TABLE),
                allowed("ANALYZE t", TABLE),
                refused("CLUSTER"),
                refused("CLUSTER VERBOSE"),
                allowed("CLUSTER t USING t_pkey", TABLE),
                refusedFrom(15, "CLUSTER p USING pi", PARTS),
                refused("CREATE DATABASE other"),
                refused("DROP\nDATABASE IF EXISTS other"),
                refused("ALTER DATABASE test SET TABLESPACE pg_default"),
                refused("ALTER DATABASE test WITH TABLESPACE pg_default"),
                allowed("ALTER DATABASE test SET work_mem = '1MB'"),
                allowed("ALTER DATABASE test CONNECTION LIMIT 50"),
                refused("CREATE TABLESPACE s LOCATION '/nowhere'"),
                refused("DROP TABLESPACE none"),
                refused("ALTER SYSTEM SET work_mem = '4MB'"),
                refused("CREATE SUBSCRIPTION s CONNECTION 'dbname=none' PUBLICATION p"),
                refused("CREATE SUBSCRIPTION s CONNECTION 'dbname=none' PUBLICATION p WITH (enabled = false)"),
                allowed("CREATE SUBSCRIPTION s CONNECTION 'dbname=none' PUBLICATION p WITH (connect = false)"),
                allowed("CREATE SUBSCRIPTION s CONNECTION 'dbname=none' PUBLICATION p WITH (CONNECT 'off')"),
                allowed("CREATE SUBSCRIPTION s CONNECTION 'dbname=none' PUBLICATION p "
                        + "WITH (create_slot = 0, enabled = off, slot_name = NONE)"),
                refused("DROP SUBSCRIPTION s", SUBSCRIPTION),
                refusedFrom(14, "ALTER SUBSCRIPTION s REFRESH PUBLICATION", SUBSCRIPTION, ENABLED),
                refusedFrom(14, "ALTER SUBSCRIPTION s SET PUBLICATION q", SUBSCRIPTION, ENABLED),
                allowed("ALTER SUBSCRIPTION s SET PUBLICATION q WITH (refresh = false)", SUBSCRIPTION, ENABLED),
                allowed("ALTER SUBSCRIPTION s RENAME TO u", SUBSCRIPTION),
                refused("COMMIT PREPARED 'x'"),
                refused("ROLLBACK PREPARED 'x'"),
                refused("DISCARD ALL"),
                allowed("DISCARD PLANS"),
                allowed("DISCARD TEMP"),
                allowed("DISCARD SEQUENCES"),
                allowed("ALTER TYPE e ADD VALUE 'b'", "CREATE TYPE e AS ENUM ('a')"),
                refused("DO $$ BEGIN COMMIT; END $$"),
                refused("DO LANGUAGE plpgsql 'BEGIN IF true THEN ROLLBACK; END IF; END'"),
                allowed("DO $$ BEGIN PERFORM 'COMMIT;'; END $$"),
                refused("CALL c()", "CREATE PROCEDURE c() LANGUAGE plpgsql AS 'BEGIN COMMIT AND CHAIN; END'"),
                allowed("CALL d()", "CREATE PROCEDURE d() LANGUAGE plpgsql AS 'BEGIN NULL; END'"),
                allowed("CHECKPOINT"),
                allowed("INSERT INTO t VALUES (1) -- VACUUM", TABLE));
    }

    private static RefusedRow refused(String statement, String... setup) {
        return refusedFrom(ALL, statement, setup);
    }

    private static RefusedRow refusedFrom(int version, String statement, String... setup) {
        return new RefusedRow(statement, version, List.of(setup));
    }

    private static RefusedRow allowed(String statement, String... setup) {
        return refusedFrom(NEVER, statement, setup);
    }

    boolean isRefused(int version) {
        return version >= from;
    }
}
