package dev.switchback.peers;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.run.RunOutcome;
import org.postgresql.ds.PGSimpleDataSource;

/** Switchback as a service calls it when it starts; knows only how to apply. */
final class LibraryProgram {

    private LibraryProgram() {}

    public static void main(String[] words) {
        ProgramArguments arguments = ProgramArguments.of(words);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments.url());
        source.setUser(arguments.user());
        source.setPassword(arguments.password());
        RunOutcome outcome =
                Switchback.open(arguments.folder()).on(source).apply();
        if (!(outcome instanceof RunOutcome.Completed)) {
            System.err.println(outcome);
            System.exit(1);
        }
    }
}
