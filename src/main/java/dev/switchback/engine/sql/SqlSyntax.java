package dev.switchback.engine.sql;

/** The lexical rules of a database's SQL, as far as splitting and normalising need them. */
public enum SqlSyntax {
    /** Dollar quotes, nested comments, E'' strings, COPY data, psql meta-commands. */
    POSTGRESQL,
    /** Comments that nest, dollar quotes without tag, no COPY data. */
    H2
}
