package dev.switchback.cli;

import dev.switchback.engine.Version;
import picocli.CommandLine;

/** The word before all commands. */
@CommandLine.Command(
        name = "switchback",
        mixinStandardHelpOptions = true,
        versionProvider = SwitchbackCommand.VersionProvider.class,
        description = "Manages database migrations. Without a command it opens the window.",
        footer = {
            "",
            "Exit codes:",
            "    0  done",
            "    1  a migration or check failed",
            "    2  wrong use, or a project that cannot be read",
            "    3  status --check found pending ones",
            "    4  could not connect, or no permission",
            "    5  blocked by a finding",
            "    6  lock not obtained in time",
            "  130  cancelled"
        })
final class SwitchbackCommand {

    /** Says which version this is. */
    static final class VersionProvider implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"switchback " + Version.current()};
        }
    }
}
