package dev.switchback.engine.source;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.source.HeaderFields.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the fields of one header into values, with a finding for each that makes no sense. */
final class HeaderReader {

    private static final Pattern BRACKETS = Pattern.compile("^\\[|][^]]*$");
    private static final Pattern QUOTES = Pattern.compile("^[\"']|[\"']$");

    private final MigrationId id;
    private final HeaderFields fields;
    private final List<Finding> findings;

    HeaderReader(MigrationId id, HeaderFields fields) {
        this.id = id;
        this.fields = fields;
        this.findings = new ArrayList<>(fields.findings());
        compareId();
    }

    /** What was noticed by all that was asked so far. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Header header(Repetition repetition) {
        return new Header(
                text(HeaderKey.DESCRIPTION).orElseGet(() -> Descriptions.fromName(id)),
                type(),
                environments(),
                text(HeaderKey.PHASE),
                repetition,
                new Header.Notes(
                        text(HeaderKey.IRREVERSIBLE),
                        text(HeaderKey.MANUAL_STEPS),
                        text(HeaderKey.AUTHOR),
                        text(HeaderKey.TICKET)));
    }

    /** Whether a key has a value. */
    boolean says(HeaderKey key) {
        return text(key).isPresent();
    }

    Needs needs() {
        return fields.field(HeaderKey.DEPENDS_ON)
                .<Needs>map(field -> new Needs.Declared(names(field.value()), field.line()))
                .orElseGet(Needs.Unsaid::new);
    }

    TransactionMode transaction() {
        Optional<Field> field = fields.field(HeaderKey.TRANSACTION);
        if (field.isEmpty()) {
            return TransactionMode.AUTOMATIC;
        }
        return switch (field.get().value().toLowerCase(Locale.ROOT)) {
            case "off", "none", "false", "no" -> TransactionMode.OFF;
            case "on", "true", "yes", "auto", "automatic", "" -> TransactionMode.AUTOMATIC;
            default -> {
                findings.add(Finding.at(
                        FindingCode.UNKNOWN_HEADER,
                        "\"Transaction: " + field.get().value()
                                + "\" is not known and reads as automatic. Write \"off\", or remove the line",
                        field.get().line()));
                yield TransactionMode.AUTOMATIC;
            }
        };
    }

    private void compareId() {
        fields.field(HeaderKey.MIGRATION)
                .filter(field -> !field.value().isEmpty())
                .filter(field -> !FileName.withoutSuffix(field.value()).equals(id.value()))
                .ifPresent(field -> findings.add(Finding.at(
                        FindingCode.ID_DIFFERS,
                        "the header says \"" + field.value() + "\", the file name \"" + id
                                + "\". The file name counts; correct the header",
                        field.line())));
    }

    private MigrationType type() {
        Optional<Field> field = fields.field(HeaderKey.TYPE);
        if (field.isEmpty()) {
            return MigrationType.CUSTOM_SQL;
        }
        Optional<MigrationType> type = MigrationType.of(field.get().value());
        if (type.isEmpty()) {
            String known = Arrays.stream(MigrationType.values())
                    .map(MigrationType::text)
                    .collect(Collectors.joining(", "));
            findings.add(Finding.at(
                    FindingCode.UNKNOWN_TYPE,
                    "\"" + field.get().value() + "\" is no known type and reads as custom_sql. Write one of " + known,
                    field.get().line()));
        }
        return type.orElse(MigrationType.CUSTOM_SQL);
    }

    private Set<String> environments() {
        return fields.field(HeaderKey.ENVIRONMENTS).stream()
                .flatMap(field -> names(field.value()).stream())
                .map(name -> new Environment(name).name())
                .collect(Collectors.toSet());
    }

    private Optional<String> text(HeaderKey key) {
        return fields.field(key).map(Field::value).filter(value -> !value.isEmpty());
    }

    /** Reads {@code [a, b]}, {@code a, b}, {@code "a", 'b'} or nothing. */
    private static List<String> names(String list) {
        String inner = BRACKETS.matcher(list).replaceAll("");
        return Arrays.stream(inner.split(","))
                .map(name -> QUOTES.matcher(name.strip()).replaceAll("").strip())
                .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("none"))
                .toList();
    }
}
