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
                SELECT 'table', table_schema, NULL, table_name,
                       CASE WHEN table_type LIKE '%TEMPORARY%' THEN 'temporary' ELSE '' END, remarks
                FROM information_schema.tables WHERE table_type NOT IN ('VIEW', 'LOCAL TEMPORARY')
                UNION ALL
                SELECT 'view', table_schema, NULL, table_name, view_definition, remarks FROM information_schema.views
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

    /** Pieces are brought together by grouping: H2 has no quick way to join its catalogue. */
    private static String partsOfTables() {
        return """
                SELECT 'constraint', space, max(owner), name, listagg(piece, ' ') WITHIN GROUP (ORDER BY place),
                       max(remarks)
                FROM (
                    SELECT constraint_schema AS space, table_name AS owner, constraint_name AS name, 0 AS place,
                           constraint_type || CASE enforced WHEN 'NO' THEN ' not enforced' ELSE '' END AS piece, remarks
                    FROM information_schema.table_constraints
                    UNION ALL
                    SELECT constraint_schema, domain_name, constraint_name, 0, 'CHECK', remarks
                    FROM information_schema.domain_constraints
                    UNION ALL
                    SELECT constraint_schema, NULL, constraint_name, ordinal_position,
                           column_name || coalesce(' to key column ' || position_in_unique_constraint, ''), NULL
                    FROM information_schema.key_column_usage
                    UNION ALL
                    SELECT constraint_schema, NULL, constraint_name, 10000, check_clause, NULL
                    FROM information_schema.check_constraints
                    UNION ALL
                    SELECT constraint_schema, NULL, constraint_name, 20000,
                           'references ' || unique_constraint_schema || '.' || unique_constraint_name
                           || ' on update ' || update_rule || ' on delete ' || delete_rule, NULL
                    FROM information_schema.referential_constraints
                    UNION ALL
                    SELECT constraint_schema, NULL, constraint_name, 30000,
                           'between ' || listagg(DISTINCT table_schema || '.' || table_name, ' and ')
                                         WITHIN GROUP (ORDER BY table_schema || '.' || table_name), NULL
                    FROM information_schema.constraint_column_usage GROUP BY constraint_schema, constraint_name
                    HAVING count(DISTINCT table_schema || '.' || table_name) > 1)
                GROUP BY space, name HAVING max(owner) IS NOT NULL
                UNION ALL
                SELECT 'index', space, NULL, name, listagg(piece, ' ') WITHIN GROUP (ORDER BY place), max(remarks)
                FROM (
                    SELECT index_schema AS space, index_name AS name, 0 AS place,
                           index_type_name || ' on ' || table_name AS piece, remarks, 1 AS wanted
                    FROM information_schema.indexes WHERE is_generated = FALSE
                    UNION ALL
                    SELECT index_schema, index_name, ordinal_position,
                           column_name || CASE ordering_specification WHEN 'DESC' THEN ' desc' ELSE '' END
                           || coalesce(' nulls ' || null_ordering, ''), NULL, 0
                    FROM information_schema.index_columns)
                GROUP BY space, name HAVING max(wanted) = 1
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
