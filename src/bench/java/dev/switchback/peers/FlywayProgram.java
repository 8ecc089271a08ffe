package dev.switchback.peers;

import org.flywaydb.core.Flyway;

/** Flyway through its own Java API, with its defaults. */
final class FlywayProgram {

    private FlywayProgram() {}

    public static void main(String[] words) {
        ProgramArguments arguments = ProgramArguments.of(words);
        Flyway flyway = Flyway.configure()
                .dataSource(arguments.url(), arguments.user(), arguments.password())
                .locations("filesystem:" + arguments.folder())
                .load();
        switch (arguments.action()) {
            case APPLY -> flyway.migrate();
            case STATUS -> System.out.println(flyway.info().applied().length + " applied");
            case ROLLBACK -> throw new UnsupportedOperationException("not in the community edition");
        }
    }
}
