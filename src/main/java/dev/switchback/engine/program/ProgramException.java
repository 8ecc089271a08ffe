package dev.switchback.engine.program;

/** Says why a program could not be started, or how it ended before its time. */
public final class ProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    /**
     * Makes a failure.
     *
     * @param code a stable word such as {@code no_interpreter}
     * @param message what happened
     * @param advice what the user can do
     */
    public ProgramException(String code, String message, String advice) {
        super(message);
        this.code = code;
        this.advice = advice;
    }

    public String code() {
        return code;
    }

    public String advice() {
        return advice;
    }

    /** What happened, for people. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
