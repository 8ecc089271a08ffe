package dev.switchback.engine.source;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A migration as an annotated file would say it: header, checks, up and down, with the SQL as it stands on disk, so that
 * placeholders stay placeholders. What it includes is put in place.
 *
 * @param id the name of the new file, without suffix
 * @param needs what its header declares; empty for a header that says nothing, so that file order counts
 */
record AnnotatedText(Migration migration, MigrationId id, Optional<List<MigrationId>> needs) {

    String text() throws IOException {
        StringBuilder text = new StringBuilder(header());
        for (Check check : migration.scripts().checks()) {
            if (check.expectation() == Check.Expectation.NO_ROW_OR_TRUE) {
                String moment = check.moment() == Check.Moment.BEFORE ? "before" : "after";
                section(text, "check " + moment, check.script());
            }
        }
        section(text, "up", migration.scripts().up());
        for (Check check : migration.scripts().checks()) {
            if (check.expectation() == Check.Expectation.NO_ERROR) {
                section(text, "verify", check.script());
            }
        }
        if (migration.scripts().down().isPresent()) {
            section(text, "down", migration.scripts().down().get());
        }
        return text.toString();
    }

    private String header() {
        Header header = migration.header();
        StringBuilder text = new StringBuilder();
        key(text, HeaderKey.MIGRATION, Optional.of(id.value()));
        key(text, HeaderKey.DESCRIPTION, Optional.of(header.description()).filter(each -> !each.isBlank()));
        key(text, HeaderKey.TYPE, Optional.of(header.type().text()));
        key(text, HeaderKey.DEPENDS_ON, needs.map(AnnotatedText::list));
        key(
                text,
                HeaderKey.ENVIRONMENTS,
                Optional.of(header.environments().stream().sorted().collect(Collectors.joining(", ", "[", "]")))
                        .filter(each -> !header.environments().isEmpty()));
        key(text, HeaderKey.PHASE, header.phase());
        key(
                text,
                HeaderKey.TRANSACTION,
                Optional.of("off").filter(off -> migration.scripts().transaction() == TransactionMode.OFF));
        key(text, HeaderKey.IRREVERSIBLE, header.notes().irreversible());
        key(text, HeaderKey.MANUAL_STEPS, header.notes().manualSteps());
        key(text, HeaderKey.AUTHOR, header.notes().author());
        key(text, HeaderKey.TICKET, header.notes().ticket());
        return text.append('\n').toString();
    }

    private static String list(List<MigrationId> ids) {
        return ids.stream().map(MigrationId::value).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A line break would end the comment. */
    private static void key(StringBuilder text, HeaderKey key, Optional<String> value) {
        value.ifPresent(each -> text.append("-- ")
                .append(key.text())
                .append(": ")
                .append(each.strip().replaceAll("\\s+", " "))
                .append('\n'));
    }

    private static void section(StringBuilder text, String marker, Script script) throws IOException {
        String body = asOnDisk(script).strip();
        text.append("-- @").append(marker).append('\n');
        if (!body.isEmpty()) {
            text.append(body).append('\n');
        }
        text.append('\n');
    }

    /** Data that was left on disk in an included file is not in the text, and would be lost. */
    private static void requireWhole(Script script) {
        script.bulk().stream().findFirst().ifPresent(data -> {
            throw Conversion.refused(
                    "too_large",
                    data.start().file().getFileName() + " is included by a script and too large to be put in its place",
                    "Put it into a migration of its own. Nothing was written.",
                    data.start().file());
        });
    }

    private static String asOnDisk(Script script) throws IOException {
        if (!script.segments().isEmpty()) {
            requireWhole(script);
            return script.text();
        }
        long lines = script.text().lines().count();
        return SourceText.clean(Files.readString(script.file()))
                .lines()
                .skip(script.firstLine() - 1L)
                .limit(lines)
                .collect(Collectors.joining("\n"));
    }
}
