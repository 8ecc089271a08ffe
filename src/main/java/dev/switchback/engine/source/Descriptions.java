package dev.switchback.engine.source;

import dev.switchback.engine.migration.MigrationId;

/** Makes a line for people out of a file name, where the file says nothing about itself. */
final class Descriptions {

    private Descriptions() {}

    /** {@code 001_create_job_tables} gives "create job tables"; a name that is only a number gives itself. */
    static String fromName(MigrationId id) {
        String words = id.value()
                .replaceFirst("^(?:[VURvur]?[\\d._-]*__|(?:[\\d._:-]|(?<=\\d)T(?=\\d))+(?=\\D))", "")
                .replaceAll("[_\\s]+", " ")
                .strip();
        return words.isEmpty() ? id.value() : words;
    }
}
