package dev.switchback.engine;

import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says of an object that a statement missed whether a migration of the project creates it. */
final class MissingObjects {

    /** Tables, schemas, types and roles that are not there, on PostgreSQL and H2. */
    private static final Set<String> STATES =
            Set.of("42P01", "3F000", "42704", "42S02", "42S03", "42S04", "90079", "90070");

    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    /** Such as {@code CREATE TEMPORARY TABLE IF NOT EXISTS} in front of a name. */
    private static final String CREATE = "\\bcreate\\s+(?:or\\s+replace\\s+)?"
            + "(?:(?:global|local|temp|temporary|unlogged|foreign|materialized|recursive|cached|memory)\\s+)*"
            + "(?:table|view|type|domain|sequence|schema|role|user|group|alias|extension)\\s+(?:if\\s+not\\s+exists\\s+)?";

    private MissingObjects() {}

    /** The same outcome; a failure for want of an object says where the object would have to come from. */
    static RunOutcome explained(RunOutcome outcome, Project project) {
        return outcome instanceof RunOutcome.Stopped stopped
                ? new RunOutcome.Stopped(
                        stopped.runId(),
                        stopped.steps(),
                        stopped.databaseState(),
                        explained(stopped.failure(), project))
                : outcome;
    }

    private static RunFailure explained(RunFailure failure, Project project) {
        return missing(failure)
                .map(name -> new RunFailure(
                        failure.code(),
                        failure.message(),
                        failure.id(),
                        failure.place(),
                        failure.server(),
                        (failure.advice() + " " + origin(name, failure, project)).strip()))
                .orElse(failure);
    }

    private static Optional<String> missing(RunFailure failure) {
        Matcher name = NAME.matcher(failure.message());
        return failure.server().sqlState().filter(STATES::contains).isPresent() && name.find()
                ? Optional.of(name.group(1))
                : Optional.empty();
    }

    /** Nothing is said of what the failed migration creates itself, such as a temporary table that is gone again. */
    private static String origin(String name, RunFailure failure, Project project) {
        List<MigrationId> creators = project.sets().stream()
                .flatMap(set -> set.migrations().stream())
                .filter(migration -> creates(migration, name))
                .map(Migration::id)
                .toList();
        if (failure.id().filter(creators::contains).isPresent()) {
            return "";
        }
        return creators.isEmpty()
                ? "No migration of this project creates " + name + ": it has to be there before."
                : name + " is created by "
                        + creators.stream().map(MigrationId::value).collect(Collectors.joining(", "))
                        + ": see that it is applied before, and that this one depends on it.";
    }

    /** By its words: a statement that creates exactly this name, or a call of Alembic's that does. */
    private static boolean creates(Migration migration, String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String text = migration.scripts().up().text().toLowerCase(Locale.ROOT);
        if (!text.contains(last)) {
            return false;
        }
        String exactly = Pattern.quote(last);
        String statement = CREATE + "(?:[\\w\"]+\\.)?\"?" + exactly + "(?![\\w$.-])";
        String call = "\\bcreate_table\\(\\s*(['\"])" + exactly + "\\1";
        return Pattern.compile(statement + "|" + call).matcher(text).find();
    }
}
