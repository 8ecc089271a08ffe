package dev.switchback.engine.snapshot;

/**
 * The catalogue of PostgreSQL as kind, qualified name, definition, comment and rights; without OIDs, so that equal
 * means equal. What belongs to an extension is left out: the extension stands for it.
 *
 * <p>Roles, tablespaces and other things of the whole server are no part of a database's structure. Operators, casts
 * and text search configurations are not read.
 */
final class PostgresStructure {

    /**
     * Rows of kind, name, definition, comment, rights, usual rights. The parameter is the name of the schema to leave
     * out. Rights are only given where something was granted or revoked; sorted, because the server keeps them in the
     * order of the grants.
     */
    static final String QUERY = """
            WITH members AS (
                SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
            spaces AS (
                SELECT n.*, quote_ident(nspname) AS name FROM pg_namespace n
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ?),
            relations AS (
                SELECT c.*, s.name || '.' || quote_ident(c.relname) AS name
                FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
                WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)),
            types AS (
                SELECT t.*, s.name || '.' || quote_ident(t.typname) AS name
                FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
                WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)),
            functions AS (
                SELECT p.*, s.name || '.' || quote_ident(p.proname)
                            || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name
                FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
                WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)),
            objects (kind, name, definition, class, object, part, rights, usual) AS (
            """
            + PostgresObjects.RELATIONS
            + "UNION ALL\n"
            + PostgresObjects.PARTS_OF_TABLES
            + "UNION ALL\n"
            + PostgresObjects.REST
            + """
            )
            SELECT o.kind, o.name, coalesce(o.definition, ''), d.description,
                   (SELECT string_agg(r::text, ' ' ORDER BY r::text COLLATE "C") FROM unnest(o.rights) r),
                   (SELECT string_agg(r::text, ' ' ORDER BY r::text COLLATE "C") FROM unnest(o.usual) r
                    WHERE o.rights IS NOT NULL)
            FROM objects o
            LEFT JOIN pg_description d ON d.classoid = o.class AND d.objoid = o.object AND d.objsubid = o.part
            """;

    private PostgresStructure() {}
}
