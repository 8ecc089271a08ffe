package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database; whoever opens one closes it. */
@FunctionalInterface
public interface ConnectionSource {

    Connection open() throws SQLException;
}
