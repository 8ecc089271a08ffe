package dev.switchback.engine.snapshot;

/**
 * The catalogue of H2 as kind, schema, owner, name, definition and comment. The parameter is the schema to leave out.
 * H2 keeps roles and the rights on tables inside of the database, so they are part of its structure.
 */
final class H2Structure {

    static final String QUERY = """
            SELECT kind, space, owner, name, definition, remarks FROM (
                SELECT 'schema' AS kind, schema_name AS space, NULL AS owner, NULL AS name, '' AS definition, remarks
                FROM information_schema.schemata
                UNION ALL
            """ + tables() + "UNION ALL\n" + partsOfTables() + "UNION ALL\n" + rest() + """
            ) WHERE space IS NULL OR (lower(space) <> 'information_schema' AND space <> ?)
            """;

    private H2Structure() {}

    private static String tables() {
        return """
                SELECT CASE t.table_type WHEN 'VIEW' THEN 'view' ELSE 'table' END, t.table_schema, NULL, t.table_name,
                       CASE WHEN t.table_type LIKE '%TEMPORARY%' THEN 'temporary' ELSE '' END
                       || coalesce(v.view_definition, ''), t.remarks
                FROM information_schema.tables t
                LEFT JOIN information_schema.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
                WHERE t.table_type <> 'LOCAL TEMPORARY'
                UNION ALL
                SELECT 'column order', table_schema, NULL, table_name,
                       listagg(column_name, CHAR(10)) WITHIN GROUP (ORDER BY ordinal_position), NULL
                FROM information_schema.columns WHERE (table_schema, table_name) NOT IN
                     (SELECT table_schema, table_name FROM information_schema.views)
                GROUP BY table_schema, table_name
                UNION ALL
                SELECT 'column', table_schema, table_name, column_name,
                       data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier)
                       || coalesce(' domain ' || domain_schema || '.' || domain_name, '')
                       || coalesce(' collate ' || collation_name, '')
                       || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
                       || coalesce(' default ' || column_default, '') || coalesce(' on update ' || column_on_update, '')
                       || CASE is_identity WHEN 'YES' THEN ' identity ' || identity_generation || ' start ' || identity_start
                               || ' increment ' || identity_increment || ' to ' || identity_maximum ELSE '' END
                       || CASE WHEN is_visible THEN '' ELSE ' invisible' END
                       || coalesce(' generated ' || generation_expression, ''), remarks
                FROM information_schema.columns WHERE (table_schema, table_name) NOT IN
                     (SELECT table_schema, table_name FROM information_schema.views)
                """;
    }

    private static String partsOfTables() {
        return """
                SELECT 'constraint', c.table_schema, c.table_name, c.constraint_name,
                       c.constraint_type || coalesce(' (' || k.names || ')', '') || coalesce(' ' || h.check_clause, '')
                       || coalesce(' references ' || p.table_schema || '.' || p.table_name || ' ' || p.constraint_type
                                   || ' on update ' || f.update_rule || ' on delete ' || f.delete_rule, '')
                       || CASE c.enforced WHEN 'NO' THEN ' not enforced' ELSE '' END, c.remarks
                FROM information_schema.table_constraints c
                LEFT JOIN (SELECT constraint_schema, constraint_name,
                                  listagg(column_name, ', ') WITHIN GROUP (ORDER BY ordinal_position) AS names
                           FROM information_schema.key_column_usage GROUP BY constraint_schema, constraint_name) k
                       ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
                LEFT JOIN information_schema.check_constraints h
                       ON h.constraint_schema = c.constraint_schema AND h.constraint_name = c.constraint_name
                LEFT JOIN information_schema.referential_constraints f
                       ON f.constraint_schema = c.constraint_schema AND f.constraint_name = c.constraint_name
                LEFT JOIN information_schema.table_constraints p
                       ON p.constraint_schema = f.unique_constraint_schema
                          AND p.constraint_name = f.unique_constraint_name
                UNION ALL
                SELECT 'index', i.index_schema, NULL, i.index_name,
                       i.index_type_name || ' on ' || i.table_name || coalesce(' (' || c.names || ')', ''), i.remarks
                FROM information_schema.indexes i
                LEFT JOIN (SELECT index_schema, index_name,
                                  listagg(column_name || CASE ordering_specification WHEN 'DESC' THEN ' desc' ELSE '' END
                                          || coalesce(' nulls ' || null_ordering, ''), ', ')
                                  WITHIN GROUP (ORDER BY ordinal_position) AS names
                           FROM information_schema.index_columns GROUP BY index_schema, index_name) c
                       ON c.index_schema = i.index_schema AND c.index_name = i.index_name
                WHERE i.is_generated = FALSE
                UNION ALL
                SELECT 'trigger', trigger_schema, NULL, trigger_name,
                       action_timing || ' ' || event_manipulation || ' on ' || event_object_table || ' '
                       || action_orientation || ' ' || coalesce(java_class, ''), remarks
                FROM information_schema.triggers
                """;
    }

    private static String rest() {
        return """
                SELECT 'sequence', sequence_schema, NULL, sequence_name,
                       data_type || ' start ' || start_value || ' increment ' || increment || ' from ' || minimum_value
                       || ' to ' || maximum_value || ' cycle ' || cycle_option || coalesce(' cache ' || cache, ''), remarks
                FROM information_schema.sequences WHERE sequence_name NOT LIKE 'SYSTEM_SEQUENCE_%'
                UNION ALL
                SELECT lower(routine_type), routine_schema, NULL, specific_name,
                       routine_name || ' ' || coalesce(data_type, '') || ' ' || coalesce(routine_definition, '')
                       || ' ' || coalesce(external_name, ''), remarks
                FROM information_schema.routines
                UNION ALL
                SELECT 'domain', domain_schema, NULL, domain_name,
                       data_type_sql(domain_schema, domain_name, 'DOMAIN', dtd_identifier)
                       || coalesce(' default ' || domain_default, ''), remarks
                FROM information_schema.domains
                UNION ALL
                SELECT 'constraint', d.domain_schema, d.domain_name, d.constraint_name, h.check_clause, d.remarks
                FROM information_schema.domain_constraints d
                JOIN information_schema.check_constraints h
                     ON h.constraint_schema = d.constraint_schema AND h.constraint_name = d.constraint_name
                UNION ALL
                SELECT 'constant', constant_schema, NULL, constant_name, value_definition, remarks
                FROM information_schema.constants
                UNION ALL
                SELECT 'synonym', synonym_schema, NULL, synonym_name, synonym_for_schema || '.' || synonym_for, remarks
                FROM information_schema.synonyms
                UNION ALL
                SELECT 'role', NULL, NULL, role_name, '', remarks FROM information_schema.roles
                UNION ALL
                SELECT 'rights on table', table_schema, NULL, table_name,
                       listagg(grantee || '=' || rights, '; ') WITHIN GROUP (ORDER BY grantee), NULL
                FROM information_schema.rights WHERE table_name IS NOT NULL GROUP BY table_schema, table_name
                """;
    }
}
