package dev.switchback.engine.source;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file is in its set, by its name alone.
 *
 * @param id the name without suffix
 * @param version what the id begins with when it is numbered, in a form in which equal versions are equal
 */
record FileName(Path file, String id, Role role, Optional<String> version) {

    /** The part that a file can play. */
    enum Role {
        UP,
        DOWN,
        REPEATABLE,
        ROLLBACK_SCRIPT,
        /** A numbered step in another language. */
        OTHER_LANGUAGE,
        /** Neither numbered nor named as a migration: its content may still make it one. */
        UNNUMBERED,
        NOT_SQL
    }

    private static final Pattern FLYWAY = Pattern.compile("(?i)([VU])(\\d+(?:[._]\\d+)*)(?:__.*)?");
    private static final Pattern REPEATABLE = Pattern.compile("(?i)R__.+");
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)*)(?![A-Za-z0-9]).*|(\\d{8,}).*");
    private static final Pattern STAMP =
            Pattern.compile("((?:19|20)\\d\\d[-_.]?[01]\\d[-_.]?[0-3]\\d(?:[-_.T]?\\d{4,12}(?:-\\d+)?)?)(?!\\d).*");
    private static final Pattern DAY = Pattern.compile("(19|20)\\d{2}\\.?\\d{1,2}\\.?\\d{1,2}");
    private static final Pattern DIVIDER = Pattern.compile("[-_.T]");
    private static final Pattern LEADING_ZEROS = Pattern.compile("(^|\\.)0+(?=\\d)");
    private static final Pattern TRAILING_ZEROS = Pattern.compile("(\\.0+)+$");
    private static final Pattern SUFFIX = Pattern.compile("(?i)(?:\\.up)?\\.sql$");
    private static final Set<String> LANGUAGES =
            Set.of("py", "go", "java", "kt", "js", "ts", "mjs", "rb", "php", "sh", "ps1", "cs", "groovy", "pl");

    static FileName of(Path file) {
        String name = file.getFileName().toString();
        String extension = extension(name);
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        if (!extension.equals("sql")) {
            Optional<String> version = versionOf(stem);
            Role role = LANGUAGES.contains(extension) && version.isPresent() ? Role.OTHER_LANGUAGE : Role.NOT_SQL;
            return new FileName(file, stem, role, version);
        }
        return ofScript(file, stem);
    }

    /** The same name in another part. */
    FileName as(Role other, String otherId) {
        return new FileName(file, otherId, other, version);
    }

    /** The same name for another file. */
    FileName at(Path other) {
        return new FileName(other, id, role, version);
    }

    /** Whether somebody might believe that this runs: a program, or numbered like a migration. */
    boolean couldBeTakenForAStep() {
        return version.isPresent()
                || LANGUAGES.contains(extension(file.getFileName().toString()));
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** A file name, or an id that somebody wrote, without {@code .sql} and {@code .up}. */
    static String withoutSuffix(String name) {
        return SUFFIX.matcher(name).replaceFirst("");
    }

    private static FileName ofScript(Path file, String stem) {
        String lower = stem.toLowerCase(Locale.ROOT);
        if (lower.equals("rollback")) {
            return new FileName(file, stem, Role.ROLLBACK_SCRIPT, Optional.empty());
        }
        if (lower.endsWith(".up") && stem.length() > 3) {
            return pairMember(file, stem.substring(0, stem.length() - 3), Role.UP);
        }
        if (lower.endsWith(".down") && stem.length() > 5) {
            return pairMember(file, stem.substring(0, stem.length() - 5), Role.DOWN);
        }
        if (REPEATABLE.matcher(stem).matches()) {
            return new FileName(file, stem, Role.REPEATABLE, Optional.empty());
        }
        Matcher flyway = FLYWAY.matcher(stem);
        Role role = flyway.matches() && flyway.group(1).equalsIgnoreCase("U") ? Role.DOWN : Role.UP;
        Optional<String> version = versionOf(stem);
        return new FileName(file, stem, version.isPresent() ? role : Role.UNNUMBERED, version);
    }

    private static FileName pairMember(Path file, String id, Role role) {
        return new FileName(file, id, role, versionOf(id));
    }

    /** Parts as numbers without leading zeros, so that {@code V01} is {@code V1}; {@code V1.0} is too. */
    private static Optional<String> versionOf(String stem) {
        Matcher flyway = FLYWAY.matcher(stem);
        if (flyway.matches()) {
            return Optional.of(withoutEndingZeros(canonical(flyway.group(2))));
        }
        Matcher stamp = STAMP.matcher(stem);
        if (stamp.matches()) {
            return Optional.of(canonical(stamp.group(1)));
        }
        Matcher number = NUMBER.matcher(stem);
        if (number.matches()) {
            String digits = number.group(1) == null ? number.group(2) : number.group(1);
            return Optional.of(withoutEndingZeros(canonical(digits)));
        }
        return Optional.empty();
    }

    private static String withoutEndingZeros(String version) {
        return TRAILING_ZEROS.matcher(version).replaceFirst("");
    }

    private static String canonical(String version) {
        if (version.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int first = 0;
            while (first < version.length() - 1 && version.charAt(first) == '0') {
                first++;
            }
            return version.substring(first);
        }
        String dotted = DIVIDER.matcher(version).replaceAll(".");
        return LEADING_ZEROS.matcher(dotted).replaceAll("$1");
    }

    /** Whether the number names a day only, so that several migrations may share it. */
    boolean isDated() {
        return version.filter(text -> DAY.matcher(text).matches()).isPresent();
    }
}
