package dev.switchback.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/**
 * The least that a program can do: sends each migration and its history row as one message, waits for the answer, and
 * checks nothing.
 */
final class FloorProgram {

    static final String HISTORY =
            "CREATE TABLE IF NOT EXISTS history (id varchar(200) PRIMARY KEY, at timestamp DEFAULT CURRENT_TIMESTAMP)";

    private final ProgramArguments arguments;

    private FloorProgram(ProgramArguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] words) throws SQLException, IOException {
        new FloorProgram(ProgramArguments.of(words)).run();
    }

    private void run() throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("user", arguments.user());
        properties.setProperty("password", arguments.password());
        if (isPostgres()) {
            properties.setProperty("preferQueryMode", "simple");
        }
        try (Connection connection = DriverManager.getConnection(arguments.url(), properties);
                Statement statement = connection.createStatement()) {
            switch (arguments.action()) {
                case APPLY -> apply(statement);
                case STATUS -> status(statement);
                case ROLLBACK -> rollback(statement);
            }
        }
    }

    private boolean isPostgres() {
        return arguments.url().startsWith("jdbc:postgresql:");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(arguments.folder())) {
            return files.sorted().toList();
        }
    }

    private void apply(Statement statement) throws SQLException, IOException {
        statement.execute(HISTORY);
        for (Path file : files()) {
            String text = Files.readString(file);
            String up = text.substring(text.indexOf("-- @up\n") + 7, text.indexOf("-- @down\n"));
            statement.execute(whole(up + "INSERT INTO history (id) VALUES ('" + id(file) + "')"));
        }
    }

    private void rollback(Statement statement) throws SQLException, IOException {
        for (Path file : files().stream().sorted(Comparator.reverseOrder()).toList()) {
            String text = Files.readString(file);
            String down = text.substring(text.indexOf("-- @down\n") + 9);
            statement.execute(whole(down + "DELETE FROM history WHERE id = '" + id(file) + "'"));
        }
    }

    /** H2 commits at each change of the structure anyway. */
    private String whole(String sql) {
        return isPostgres() ? "BEGIN; " + sql + "; COMMIT" : sql;
    }

    private static String id(Path file) {
        return String.valueOf(file.getFileName()).replace(".sql", "");
    }

    private static void status(Statement statement) {
        int applied = 0;
        try (ResultSet rows = statement.executeQuery("SELECT id, at FROM history ORDER BY id")) {
            while (rows.next()) {
                applied++;
            }
        } catch (SQLException noHistoryYet) {
            applied = 0;
        }
        System.out.println(applied + " applied");
    }
}
