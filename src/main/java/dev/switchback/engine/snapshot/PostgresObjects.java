package dev.switchback.engine.snapshot;

/** How each kind of PostgreSQL's objects is put into words; parts of one query. */
final class PostgresObjects {

    static final String RELATIONS = """
            SELECT 'schema', name, 'owner ' || pg_get_userbyid(nspowner),
                   'pg_namespace'::regclass::oid, oid, 0, nspacl, acldefault('n', nspowner)
            FROM spaces
            UNION ALL
            SELECT CASE r.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                                  WHEN 'f' THEN 'foreign table' ELSE 'table' END,
                   r.name,
                   concat_ws(' ',
                       CASE r.relpersistence WHEN 'u' THEN 'unlogged' END,
                       'partitioned by ' || pg_get_partkeydef(r.oid),
                       (SELECT CASE WHEN r.relispartition THEN 'partition of ' ELSE 'inherits ' END
                               || string_agg(p.name, ', ' ORDER BY i.inhseqno)
                        FROM pg_inherits i JOIN relations p ON p.oid = i.inhparent WHERE i.inhrelid = r.oid),
                       pg_get_expr(r.relpartbound, r.oid),
                       CASE WHEN r.relrowsecurity THEN 'row level security' END,
                       CASE WHEN r.relforcerowsecurity THEN 'forced' END,
                       CASE r.relreplident WHEN 'f' THEN 'replica identity full' WHEN 'i' THEN 'replica identity index' END,
                       'with ' || array_to_string(r.reloptions, ', '),
                       'tablespace ' || (SELECT t.spcname FROM pg_tablespace t WHERE t.oid = r.reltablespace),
                       CASE WHEN r.relkind IN ('v', 'm') THEN pg_get_viewdef(r.oid) END,
                       CASE WHEN NOT r.relispopulated THEN 'not populated' END,
                       format_type(q.seqtypid, NULL) || ' start ' || q.seqstart || ' increment ' || q.seqincrement
                           || ' from ' || q.seqmin || ' to ' || q.seqmax || ' cache ' || q.seqcache
                           || CASE WHEN q.seqcycle THEN ' cycle' ELSE '' END,
                       (SELECT 'owned by ' || string_agg(o.name || '.' || quote_ident(a.attname), ', ')
                        FROM pg_depend d JOIN relations o ON o.oid = d.refobjid
                        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                        WHERE r.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = r.oid
                          AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0),
                       'owner ' || pg_get_userbyid(r.relowner)),
                   'pg_class'::regclass, r.oid, 0, r.relacl,
                   acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner)
            FROM relations r LEFT JOIN pg_sequence q ON q.seqrelid = r.oid
            WHERE r.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            UNION ALL
            SELECT 'index', r.name,
                   concat_ws(' ',
                       pg_get_indexdef(r.oid),
                       CASE WHEN NOT i.indisvalid THEN 'invalid' END,
                       CASE WHEN i.indisclustered THEN 'clustered' END,
                       CASE WHEN i.indisreplident THEN 'replica identity' END),
                   'pg_class'::regclass, r.oid, 0, NULL, NULL
            FROM relations r JOIN pg_index i ON i.indexrelid = r.oid
            WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c
                              WHERE c.conindid = r.oid AND c.contype IN ('p', 'u', 'x'))
            """;

    /**
     * Not null constraints, which PostgreSQL 18 lists, are part of their column. Some servers keep an option of their own
     * on every column, {@code pg_attver}, that is another one each time: names that begin so are nobody's wish.
     */
    static final String PARTS_OF_TABLES = """
            SELECT 'column', r.name || '.' || quote_ident(a.attname),
                   concat_ws(' ',
                       format_type(a.atttypid, a.atttypmod),
                       (SELECT 'collate ' || quote_ident(c.collname) FROM pg_collation c
                        WHERE c.oid = a.attcollation AND c.oid <> t.typcollation),
                       CASE WHEN a.attnotnull THEN 'not null' END,
                       CASE a.attgenerated WHEN '' THEN 'default ' WHEN 's' THEN 'generated stored '
                                           ELSE 'generated virtual ' END || pg_get_expr(d.adbin, d.adrelid),
                       CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
                       CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END,
                       'statistics ' || nullif(a.attstattarget, -1),
                       'with ' || nullif(array_to_string(ARRAY(
                           SELECT o FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg#_%' ESCAPE '#'), ', '), '')),
                   'pg_class'::regclass, r.oid, a.attnum::int, a.attacl, NULL::aclitem[]
            FROM relations r
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
            WHERE r.relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT 'column order', r.name, string_agg(quote_ident(a.attname), E'\\n' ORDER BY a.attnum),
                   0, 0, 0, NULL, NULL
            FROM relations r
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE r.relkind IN ('r', 'p', 'f') GROUP BY r.name
            UNION ALL
            SELECT 'constraint', r.name || '.' || quote_ident(c.conname), pg_get_constraintdef(c.oid),
                   'pg_constraint'::regclass, c.oid, 0, NULL, NULL
            FROM pg_constraint c JOIN relations r ON r.oid = c.conrelid WHERE c.contype NOT IN ('n', 't')
            UNION ALL
            SELECT 'trigger', r.name || '.' || quote_ident(t.tgname),
                   pg_get_triggerdef(t.oid)
                   || CASE t.tgenabled WHEN 'D' THEN ' disabled' WHEN 'A' THEN ' always' WHEN 'R' THEN ' replica' ELSE '' END,
                   'pg_trigger'::regclass, t.oid, 0, NULL, NULL
            FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
            UNION ALL
            SELECT 'policy', r.name || '.' || quote_ident(p.polname),
                   concat_ws(' ',
                       CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
                       CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
                                     WHEN 'd' THEN 'delete' ELSE 'all' END,
                       (SELECT 'to ' || string_agg(CASE WHEN role = 0 THEN 'public' ELSE pg_get_userbyid(role)::text END,
                                                   ', ' ORDER BY pg_get_userbyid(role))
                        FROM unnest(p.polroles) role),
                       'using ' || pg_get_expr(p.polqual, p.polrelid),
                       'check ' || pg_get_expr(p.polwithcheck, p.polrelid)),
                   'pg_policy'::regclass, p.oid, 0, NULL, NULL
            FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
            UNION ALL
            SELECT 'rule', r.name || '.' || quote_ident(w.rulename), pg_get_ruledef(w.oid),
                   'pg_rewrite'::regclass, w.oid, 0, NULL, NULL
            FROM pg_rewrite w JOIN relations r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
            """;

    /** The comment of an extension comes with it and is not told apart. */
    static final String REST = """
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, p.name,
                   CASE WHEN p.prokind = 'a'
                        THEN (SELECT concat_ws(' ', a.aggtransfn, a.aggfinalfn, format_type(a.aggtranstype, NULL),
                                               a.agginitval)
                              FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
                        ELSE pg_get_functiondef(p.oid) END || ' owner ' || pg_get_userbyid(p.proowner),
                   'pg_proc'::regclass, p.oid, 0, p.proacl, acldefault('f', p.proowner)
            FROM functions p
            UNION ALL
            SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, t.name,
                   concat_ws(' ',
                       CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'r' THEN 'range' WHEN 'c' THEN 'composite' END,
                       (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                        FROM pg_enum e WHERE e.enumtypid = t.oid),
                       (SELECT format_type(g.rngsubtype, NULL) FROM pg_range g WHERE g.rngtypid = t.oid),
                       (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod),
                                          ', ' ORDER BY a.attnum)
                        FROM pg_attribute a
                        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
                       format_type(nullif(t.typbasetype, 0), t.typtypmod),
                       CASE WHEN t.typnotnull THEN 'not null' END,
                       'default ' || t.typdefault,
                       'owner ' || pg_get_userbyid(t.typowner)),
                   'pg_type'::regclass, t.oid, 0, t.typacl, acldefault('T', t.typowner)
            FROM types t
            WHERE t.typtype IN ('e', 'd', 'r')
               OR (t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
            UNION ALL
            SELECT 'constraint', t.name || '.' || quote_ident(c.conname), pg_get_constraintdef(c.oid),
                   'pg_constraint'::regclass, c.oid, 0, NULL, NULL
            FROM pg_constraint c JOIN types t ON t.oid = c.contypid WHERE c.contype <> 'n'
            UNION ALL
            SELECT 'statistics', s.name || '.' || quote_ident(e.stxname), pg_get_statisticsobjdef(e.oid),
                   'pg_statistic_ext'::regclass, e.oid, 0, NULL, NULL
            FROM pg_statistic_ext e JOIN spaces s ON s.oid = e.stxnamespace
            UNION ALL
            SELECT 'extension', quote_ident(e.extname), e.extversion || ' in ' || n.nspname, 0, 0, 0, NULL, NULL
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'
            UNION ALL
            SELECT 'event trigger', quote_ident(e.evtname),
                   concat_ws(' ', e.evtevent, array_to_string(e.evttags, ', '), e.evtfoid::regproc, e.evtenabled),
                   'pg_event_trigger'::regclass, e.oid, 0, NULL, NULL
            FROM pg_event_trigger e
            UNION ALL
            SELECT 'publication', quote_ident(p.pubname),
                   concat_ws(' ', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
                       (SELECT string_agg(r.name, ', ' ORDER BY r.name)
                        FROM pg_publication_rel l JOIN relations r ON r.oid = l.prrelid WHERE l.prpubid = p.oid)),
                   'pg_publication'::regclass, p.oid, 0, NULL, NULL
            FROM pg_publication p
            UNION ALL
            SELECT 'default rights',
                   concat_ws(' ', pg_get_userbyid(a.defaclrole),
                       (SELECT 'in ' || n.nspname FROM pg_namespace n WHERE n.oid = a.defaclnamespace), a.defaclobjtype),
                   (SELECT string_agg(r::text, ' ' ORDER BY r::text COLLATE "C") FROM unnest(a.defaclacl) r),
                   0, 0, 0, NULL, NULL
            FROM pg_default_acl a
            """;

    private PostgresObjects() {}
}
