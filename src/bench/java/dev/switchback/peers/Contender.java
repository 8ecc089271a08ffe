package dev.switchback.peers;

/** Who takes part; each runs as a whole process of its own. */
enum Contender {
    FLOOR("floor"),
    SWITCHBACK("Switchback"),
    LIBRARY("Switchback, Java API"),
    FLYWAY("Flyway"),
    LIQUIBASE("Liquibase"),
    PSQL("psql");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
