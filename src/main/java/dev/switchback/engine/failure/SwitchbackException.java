package dev.switchback.engine.failure;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** An expected failure: what happened, where, and what to do about it. */
public abstract sealed class SwitchbackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    protected SwitchbackException(String code, String message, String advice) {
        super(message);
        this.code = code;
        this.advice = advice;
    }

    /** A stable word such as {@code wrong_password}. */
    public String code() {
        return code;
    }

    /** What the user can do. */
    public String advice() {
        return advice;
    }

    /** The project cannot be opened, or is asked for something that it does not have; exit code 2. */
    public static final class Unreadable extends SwitchbackException {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Path> file;
        private final transient OptionalInt line;

        public Unreadable(String code, String message, String advice, Optional<Path> file) {
            this(code, message, advice, file, OptionalInt.empty());
        }

        /** A failure that shows on one line of the file, from 1. */
        public Unreadable(String code, String message, String advice, Optional<Path> file, OptionalInt line) {
            super(code, message, advice);
            this.file = file;
            this.line = line;
        }

        public Optional<Path> file() {
            return file;
        }

        public OptionalInt line() {
            return line;
        }
    }

    /** The database cannot be reached or does not permit it; exit code 4. */
    public static final class Unavailable extends SwitchbackException {
        private static final long serialVersionUID = 1L;
        private final String sqlState;

        public Unavailable(String code, String message, String advice, String sqlState) {
            super(code, message, advice);
            this.sqlState = sqlState;
        }

        /** The server's or driver's SQLSTATE; empty when there is none. */
        public String sqlState() {
            return sqlState;
        }
    }

    /** Another manager holds the lock longer than we may wait; exit code 6. */
    public static final class LockHeld extends SwitchbackException {
        private static final long serialVersionUID = 1L;

        public LockHeld(String message, String advice) {
            super("lock_held", message, advice);
        }
    }

    /** The statement outside of any migration failed: the server's own words; exit code 1. */
    public static final class DatabaseFailure extends SwitchbackException {
        private static final long serialVersionUID = 1L;
        private final String sqlState;

        public DatabaseFailure(String message, String advice, String sqlState) {
            super("database_error", message, advice);
            this.sqlState = sqlState;
        }

        public String sqlState() {
            return sqlState;
        }
    }
}
