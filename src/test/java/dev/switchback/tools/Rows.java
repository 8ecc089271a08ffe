package dev.switchback.tools;

import dev.switchback.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** All rows of a query, each as one comparable line. */
final class Rows {

    private Rows() {}

    static List<String> of(TestDatabase database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringJoiner line = new StringJoiner(" | ");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getString(i)));
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }
}
