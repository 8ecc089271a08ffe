package dev.switchback.engine.snapshot;

/** The catalogue of H2 as kind, qualified name and definition. */
final class H2Structure {

    static final String QUERY = """
            SELECT 'schema', schema_name, '' FROM information_schema.schemata
            WHERE schema_name NOT IN ('INFORMATION_SCHEMA') AND schema_name <> ?
            UNION ALL
            SELECT CASE t.table_type WHEN 'VIEW' THEN 'view' ELSE 'table' END, t.table_schema || '.' || t.table_name,
                   coalesce(v.view_definition, '') || coalesce(' comment ' || t.remarks, '')
            FROM information_schema.tables t
            LEFT JOIN information_schema.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
            WHERE t.table_schema NOT IN ('INFORMATION_SCHEMA') AND t.table_schema <> ?
            UNION ALL
            SELECT 'column', table_schema || '.' || table_name || '.' || column_name,
                   data_type || coalesce('(' || character_maximum_length || ')', '')
                   || coalesce('(' || numeric_precision || ',' || numeric_scale || ')', '')
                   || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
                   || coalesce(' default ' || column_default, '')
                   || CASE is_identity WHEN 'YES' THEN ' identity ' || identity_generation ELSE '' END
                   || coalesce(' generated ' || generation_expression, '') || coalesce(' comment ' || remarks, '')
            FROM information_schema.columns
            WHERE table_schema NOT IN ('INFORMATION_SCHEMA') AND table_schema <> ?
            UNION ALL
            SELECT 'constraint', c.table_schema || '.' || c.table_name || '.' || c.constraint_name,
                   c.constraint_type || ' ' || coalesce(k.names, '') || ' ' || coalesce(h.check_clause, '')
                   || ' ' || coalesce(f.unique_constraint_name, '')
            FROM information_schema.table_constraints c
            LEFT JOIN (SELECT constraint_schema, constraint_name, listagg(column_name, ', ')
                              WITHIN GROUP (ORDER BY ordinal_position) AS names
                       FROM information_schema.key_column_usage GROUP BY constraint_schema, constraint_name) k
                   ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
            LEFT JOIN information_schema.check_constraints h
                   ON h.constraint_schema = c.constraint_schema AND h.constraint_name = c.constraint_name
            LEFT JOIN information_schema.referential_constraints f
                   ON f.constraint_schema = c.constraint_schema AND f.constraint_name = c.constraint_name
            WHERE c.table_schema NOT IN ('INFORMATION_SCHEMA') AND c.table_schema <> ?
            UNION ALL
            SELECT 'index', i.index_schema || '.' || i.index_name,
                   i.index_type_name || ' on ' || i.table_name || ' ' || coalesce(c.names, '')
            FROM information_schema.indexes i
            LEFT JOIN (SELECT index_schema, index_name, listagg(column_name, ', ')
                              WITHIN GROUP (ORDER BY ordinal_position) AS names
                       FROM information_schema.index_columns GROUP BY index_schema, index_name) c
                   ON c.index_schema = i.index_schema AND c.index_name = i.index_name
            WHERE i.is_generated = FALSE AND i.index_schema NOT IN ('INFORMATION_SCHEMA') AND i.index_schema <> ?
            UNION ALL
            SELECT 'sequence', sequence_schema || '.' || sequence_name, data_type || ' ' || increment
            FROM information_schema.sequences
            WHERE sequence_name NOT LIKE 'SYSTEM_SEQUENCE_%' AND sequence_schema <> ?
            UNION ALL
            SELECT 'trigger', trigger_schema || '.' || trigger_name, event_manipulation || ' ' || event_object_table
            FROM information_schema.triggers WHERE trigger_schema <> ?
            UNION ALL
            SELECT 'domain', domain_schema || '.' || domain_name, data_type FROM information_schema.domains
            WHERE domain_schema NOT IN ('INFORMATION_SCHEMA') AND domain_schema <> ?
            """;

    private H2Structure() {}
}
