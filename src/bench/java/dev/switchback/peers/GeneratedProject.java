package dev.switchback.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The same migrations in each contender's own format, one file for each migration. */
record GeneratedProject(Path folder, int migrations) {

    /** Writes them all below {@code folder}. */
    static GeneratedProject write(Path folder, int migrations) throws IOException {
        GeneratedProject project = new GeneratedProject(folder, migrations);
        for (String each : new String[] {"annotated", "flyway", "liquibase/changes", "psql"}) {
            Files.createDirectories(folder.resolve(each));
        }
        for (int number = 1; number <= migrations; number++) {
            project.write(new SmallMigration(number));
        }
        Files.writeString(folder.resolve("liquibase/root.xml"), """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                %s</databaseChangeLog>
                """.formatted(
                        migrations == 0
                                ? ""
                                : "    <includeAll path=\"changes/\" relativeToChangelogFile=\"true\"/>\n"));
        Files.writeString(folder.resolve("psql/run.sql"), project.psqlScript());
        return project;
    }

    private void write(SmallMigration migration) throws IOException {
        String name = "%05d_%s".formatted(migration.number(), migration.name());
        Files.writeString(
                folder.resolve("annotated").resolve(name + ".sql"),
                """
                -- Migration: %s
                -- Description: %s
                -- @up
                %s-- @down
                %s""".formatted(name, migration.name().replace('_', ' '), migration.up(), migration.down()));
        Files.writeString(
                folder.resolve("flyway")
                        .resolve("V%05d__%s.sql".formatted(migration.number(), migration.name())),
                migration.up());
        String rollback =
                migration.down().lines().map(line -> "--rollback " + line + "\n").collect(Collectors.joining());
        Files.writeString(
                folder.resolve("liquibase/changes").resolve(name + ".sql"),
                """
                --liquibase formatted sql
                --changeset bench:%s
                %s%s""".formatted(name, migration.up(), rollback));
        Files.writeString(folder.resolve("psql").resolve(name + ".sql"), migration.up());
    }

    private String psqlScript() {
        return FloorProgram.HISTORY + ";\n"
                + IntStream.rangeClosed(1, migrations)
                        .mapToObj(SmallMigration::new)
                        .map(migration -> "%05d_%s".formatted(migration.number(), migration.name()))
                        .map(name -> "BEGIN;\n\\ir %s.sql\nINSERT INTO history (id) VALUES ('%s');\nCOMMIT;\n"
                                .formatted(name, name))
                        .collect(Collectors.joining());
    }

    /** Where a contender finds its files. */
    Path of(Contender contender) {
        return switch (contender) {
            case FLOOR, SWITCHBACK, LIBRARY -> folder.resolve("annotated");
            case FLYWAY -> folder.resolve("flyway");
            case LIQUIBASE -> folder.resolve("liquibase");
            case PSQL -> folder.resolve("psql");
        };
    }

    /** Tables that are there when all is applied. */
    int tables() {
        return (migrations + 4) / 5;
    }
}
