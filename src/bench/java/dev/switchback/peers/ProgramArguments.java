package dev.switchback.peers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What the contenders' small programs are told on their command line; the password comes in a variable. */
record ProgramArguments(Action action, Path folder, String url, String user, int migrations) {

    static final String PASSWORD = "BENCH_PASSWORD";

    static ProgramArguments of(String... words) {
        return new ProgramArguments(
                Action.valueOf(words[0]), Path.of(words[1]), words[2], words[3], Integer.parseInt(words[4]));
    }

    String password() {
        return System.getenv().getOrDefault(PASSWORD, "");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password());
    }
}
