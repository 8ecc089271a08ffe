package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says of every file beside the migrations what it is and why it does not run, so that nothing is skipped silently. */
record FolderRemarks(Path root, SetConfig config, FolderScan scan) {

    /** Flyway runs them around its migrations; whatever they are called behind two underscores. */
    private static final Pattern CALLBACK = Pattern.compile(
            "(?i)((?:before|after)(?:Each)?(?:Migrate|Undo|Clean|Info|Validate|Baseline|Repair|Versioned|Repeatables|"
                    + "Connect|Deploy)(?:Statement)?(?:Applied|Error|OperationFinish)?|createSchema)(?:__.*)?\\.sql");

    private static final Map<String, String> HOOK_OF = Map.of(
            "beforemigrate", "before_all",
            "aftermigrate", "after_all",
            "beforeeachmigrate", "before_each",
            "aftereachmigrate", "after_each");

    /**
     * Looks at what is left over.
     *
     * @param loneDowns ways down that belong to no way up
     * @param used files that migrations are made of
     */
    List<Finding> of(List<FileName> loneDowns, Set<Path> used) {
        Stream<Finding> lone = loneDowns.stream().map(FileName::file).map(this::withoutUp);
        Stream<Finding> rollback = scan.rollbackScript().map(this::neverRunAlone).stream();
        Stream<Finding> strangers = Stream.concat(
                        scan.unnumbered().stream().map(FileName::file), scan.strangers().stream())
                .filter(file -> !used.contains(file) && !config.hookFiles().contains(file))
                .map(this::stranger);
        return Stream.of(lone, rollback, strangers)
                .flatMap(findings -> findings)
                .toList();
    }

    private Finding withoutUp(Path file) {
        return Finding.of(
                FindingCode.DOWN_WITHOUT_UP,
                relative(file) + " takes something back, but no migration of this set belongs to it. "
                        + "Add the way up, or remove the file");
    }

    private Finding neverRunAlone(Path file) {
        return Finding.of(
                FindingCode.NOT_A_MIGRATION,
                relative(file) + " is never taken as a migration: it does not say which ones it takes back. It can be "
                        + "run from the rollback dialog");
    }

    private Finding stranger(Path file) {
        Matcher callback = CALLBACK.matcher(file.getFileName().toString());
        if (callback.matches()) {
            return callback(file, callback.group(1));
        }
        return Finding.of(
                FindingCode.NOT_A_MIGRATION,
                relative(file)
                        + " is no migration of this set and is never run. Give it a number like the others if it "
                        + "should be one");
    }

    private Finding callback(Path file, String moment) {
        String what = relative(file) + " is a callback of Flyway's and is not run";
        return Finding.of(
                FindingCode.NOT_A_MIGRATION,
                Optional.ofNullable(HOOK_OF.get(moment.toLowerCase(Locale.ROOT)))
                        .map(hook -> "%s. With %s = '\\i %s' under [hooks] in switchback.toml it is"
                                .formatted(what, hook, root.relativize(file)))
                        .orElse(what + "; Switchback has no such moment"));
    }

    private Path relative(Path file) {
        return config.folder().relativize(file);
    }
}
