package dev.switchback.engine.profile;

/** Where the password of a profile is found; the password itself is never part of a profile. */
public sealed interface SecretSource {

    /** The database asks for none. */
    record None() implements SecretSource {}

    /** The operating system's keyring. */
    record Keyring() implements SecretSource {}

    /** An environment variable. */
    record Variable(String name) implements SecretSource {}

    /** {@code PGPASSFILE} or {@code .pgpass}, for PostgreSQL. */
    record PasswordFile() implements SecretSource {}

    /** Asked each time the program starts, kept in memory only. */
    record Prompt() implements SecretSource {}
}
