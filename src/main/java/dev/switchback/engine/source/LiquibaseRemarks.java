package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.tool.Changeset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what in a file of Liquibase's would be run otherwise, or not at all, by Liquibase. */
record LiquibaseRemarks(String text, List<Changeset> changesets) {

    private static final Pattern PRECONDITION = Pattern.compile("(?i)\\s*--\\s*(preconditions?[\\w-]*).*");
    private static final Pattern IGNORED_LINES = Pattern.compile("(?i)\\s*--\\s*(ignoreLines):.*");
    private static final Pattern PROPERTY = Pattern.compile("(?i)\\s*--\\s*(property)\\s.*");
    private static final Set<String> DATABASES = Set.of("postgresql", "h2", "all");

    /**
     * What one attribute means.
     *
     * @param when the values that are worth a word
     */
    private record Rule(FindingCode code, Predicate<String> when, String what) {}

    /** Statements are divided rightly here whatever is said; names and checksums are Liquibase's own business. */
    private static final Rule NO_MATTER = new Rule(FindingCode.TOOL_DIFFERS, any -> false, "");

    private static final Rule UNKNOWN =
            new Rule(FindingCode.NOT_UNDERSTOOD, any -> true, "is not known here. Let Liquibase run this file");

    private static final Rule DELIMITER = new Rule(
            FindingCode.NOT_UNDERSTOOD,
            value -> !value.equals(";"),
            "ends statements otherwise than with a semicolon, which is not read. End them with semicolons, or let "
                    + "Liquibase run this file");

    private static final Rule CONTEXT = new Rule(
            FindingCode.NOT_UNDERSTOOD,
            any -> true,
            "lets Liquibase leave it out of some databases, and is not read. Remove it where it is meant for all, else "
                    + "let Liquibase run it");

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("splitstatements", NO_MATTER),
            Map.entry("rollbacksplitstatements", NO_MATTER),
            Map.entry("stripcomments", NO_MATTER),
            Map.entry("logicalfilepath", NO_MATTER),
            Map.entry("objectquotingstrategy", NO_MATTER),
            Map.entry("created", NO_MATTER),
            Map.entry("enddelimiter", DELIMITER),
            Map.entry("rollbackenddelimiter", DELIMITER),
            Map.entry("context", CONTEXT),
            Map.entry("contextfilter", CONTEXT),
            Map.entry("runwith", new Rule(UNKNOWN.code(), value -> !value.equalsIgnoreCase("psql"), UNKNOWN.what())),
            Map.entry("labels", differs(any -> true, "is not read: it runs whatever its labels")),
            Map.entry(
                    "runonchange",
                    differs(is("true"), "lets Liquibase run it again when it changed; here it runs once")),
            Map.entry("runalways", differs(is("true"), "lets Liquibase run it with every update; here it runs once")),
            Map.entry("failonerror", differs(is("false"), "lets Liquibase go on behind an error; here an error stops")),
            Map.entry(
                    "ignore",
                    new Rule(
                            FindingCode.NOT_UNDERSTOOD,
                            is("false").negate(),
                            "keeps Liquibase from running it. Remove the changeset")),
            Map.entry(
                    "dbms",
                    new Rule(
                            FindingCode.NOT_UNDERSTOOD,
                            LiquibaseRemarks::leavesOutOurs,
                            "keeps Liquibase from running it on some databases, and is not read. Move the changeset to "
                                    + "a file of its own")));

    private static final Rule ALONE_WITHOUT_TRANSACTION =
            differs(is("false"), "is meant for this changeset only; here the whole file runs without a transaction");

    private static Rule differs(Predicate<String> when, String what) {
        return new Rule(FindingCode.TOOL_DIFFERS, when, what);
    }

    private static Predicate<String> is(String value) {
        return value::equalsIgnoreCase;
    }

    private static boolean leavesOutOurs(String names) {
        return Arrays.stream(names.toLowerCase(Locale.ROOT).split(",")).noneMatch(DATABASES::contains);
    }

    List<Finding> findings() {
        Stream<Finding> ofLines = Stream.concat(
                lines(
                        PRECONDITION,
                        "decides in Liquibase whether the changeset runs, and is not read. Write it as -- @check before, "
                                + "or let Liquibase run this file"),
                lines(IGNORED_LINES, "takes lines out for Liquibase, which would run here. Remove those lines"));
        return Stream.concat(ofLines, changesets.stream().flatMap(this::attributes))
                .toList();
    }

    /** Liquibase would replace what is declared in a file; to be asked where something is left to replace. */
    List<Finding> ofProperties() {
        return lines(
                        PROPERTY,
                        "declares a value for Liquibase, which is not read. Declare it in switchback.toml under "
                                + "[placeholders]")
                .toList();
    }

    private Stream<Finding> lines(Pattern pattern, String what) {
        List<Finding> found = new ArrayList<>();
        int line = 0;
        for (String each : text.lines().toList()) {
            line++;
            Matcher matcher = pattern.matcher(each);
            if (matcher.matches()) {
                found.add(Finding.at(FindingCode.NOT_UNDERSTOOD, "--" + matcher.group(1) + " " + what, line));
            }
        }
        return found.stream();
    }

    private Stream<Finding> attributes(Changeset changeset) {
        return changeset.attributes().entrySet().stream()
                .filter(attribute -> rule(attribute.getKey()).when().test(attribute.getValue()))
                .map(attribute -> Finding.at(
                        rule(attribute.getKey()).code(),
                        "changeset %s: %s:%s %s"
                                .formatted(
                                        changeset.id(),
                                        attribute.getKey(),
                                        attribute.getValue(),
                                        rule(attribute.getKey()).what()),
                        changeset.line()));
    }

    private Rule rule(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        if (word.equals("runintransaction")) {
            return changesets.size() > 1 ? ALONE_WITHOUT_TRANSACTION : NO_MATTER;
        }
        return RULES.getOrDefault(word, UNKNOWN);
    }
}
