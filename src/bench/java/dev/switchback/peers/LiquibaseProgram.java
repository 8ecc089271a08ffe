package dev.switchback.peers;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;

/** Liquibase through its own Java API, with its defaults and without its logging. */
final class LiquibaseProgram {

    private LiquibaseProgram() {}

    public static void main(String[] words) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        ProgramArguments arguments = ProgramArguments.of(words);
        DirectoryResourceAccessor files = new DirectoryResourceAccessor(arguments.folder());
        try {
            Scope.child(Scope.Attr.resourceAccessor.name(), files, () -> run(arguments));
        } finally {
            files.close();
        }
    }

    private static void run(ProgramArguments arguments) throws LiquibaseException, IOException {
        CommandScope command = switch (arguments.action()) {
            case APPLY -> new CommandScope("update");
            case STATUS -> new CommandScope("status");
            case ROLLBACK -> new CommandScope("rollbackCount").addArgumentValue("count", arguments.migrations());
        };
        command.addArgumentValue("changelogFile", "root.xml")
                .addArgumentValue("url", arguments.url())
                .addArgumentValue("username", arguments.user())
                .addArgumentValue("password", arguments.password())
                .execute();
    }
}
