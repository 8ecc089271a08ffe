package dev.switchback.engine.sql;

import java.util.Optional;

/** The name of a table, index or routine as the server keeps it: unquoted words in lower case. */
public record ObjectName(Optional<String> schema, String name) {}
