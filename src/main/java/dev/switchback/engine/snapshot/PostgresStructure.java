package dev.switchback.engine.snapshot;

/** The catalogue of PostgreSQL as kind, qualified name and definition; without OIDs, so that equal means equal. */
final class PostgresStructure {

    static final String QUERY = """
            WITH spaces AS (
                SELECT oid, nspname FROM pg_catalog.pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ?),
            relations AS (
                SELECT c.*, s.nspname || '.' || c.relname AS name
                FROM pg_catalog.pg_class c JOIN spaces s ON s.oid = c.relnamespace)
            SELECT 'schema', nspname::text, '' FROM spaces
            UNION ALL
            SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view'
                                WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' ELSE 'foreign table' END,
                   name,
                   CASE WHEN relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(oid)
                        ELSE relpersistence::text || CASE WHEN relrowsecurity THEN ' row level security' ELSE '' END
                             || CASE WHEN relkind = 'p' THEN ' ' || pg_catalog.pg_get_partkeydef(oid) ELSE '' END END
                   || coalesce(' comment ' || pg_catalog.obj_description(oid, 'pg_class'), '')
                   || coalesce(' rights ' || relacl::text, '')
            FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            UNION ALL
            SELECT 'column', r.name || '.' || a.attname,
                   pg_catalog.format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                   || coalesce(' default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')
                   || CASE a.attidentity WHEN '' THEN '' ELSE ' identity ' || a.attidentity::text END
                   || CASE a.attgenerated WHEN '' THEN '' ELSE ' generated ' || a.attgenerated::text END
                   || coalesce(' comment ' || pg_catalog.col_description(r.oid, a.attnum), '')
            FROM relations r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
            WHERE r.relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT 'constraint', r.name || '.' || c.conname, pg_catalog.pg_get_constraintdef(c.oid)
            FROM pg_catalog.pg_constraint c JOIN relations r ON r.oid = c.conrelid WHERE c.contype <> 'n'
            UNION ALL
            SELECT 'index', r.name, pg_catalog.pg_get_indexdef(r.oid) || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
            FROM relations r JOIN pg_catalog.pg_index i ON i.indexrelid = r.oid
            WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint c WHERE c.conindid = r.oid AND c.contype IN ('p', 'u', 'x'))
            UNION ALL
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
                   s.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
                   CASE WHEN p.prokind = 'a' THEN 'aggregate' ELSE pg_catalog.pg_get_functiondef(p.oid) END
            FROM pg_catalog.pg_proc p JOIN spaces s ON s.oid = p.pronamespace
            UNION ALL
            SELECT 'trigger', r.name || '.' || t.tgname, pg_catalog.pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
            FROM pg_catalog.pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
            UNION ALL
            SELECT 'type', s.nspname || '.' || t.typname,
                   t.typtype::text || coalesce((SELECT ' ' || pg_catalog.string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
                                                FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), '')
                   || coalesce(' ' || pg_catalog.format_type(nullif(t.typbasetype, 0), t.typtypmod), '')
            FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace
            WHERE t.typtype IN ('e', 'd', 'r')
               OR (t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
            UNION ALL
            SELECT 'policy', r.name || '.' || p.polname,
                   p.polcmd::text || ' ' || coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')
                   || ' check ' || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
            FROM pg_catalog.pg_policy p JOIN relations r ON r.oid = p.polrelid
            UNION ALL
            SELECT 'rule', r.name || '.' || w.rulename, pg_catalog.pg_get_ruledef(w.oid)
            FROM pg_catalog.pg_rewrite w JOIN relations r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
            UNION ALL
            SELECT 'extension', extname::text, extversion FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'
            """;

    private PostgresStructure() {}
}
