package dev.switchback.engine.migration;

/**
 * Data of a COPY that is left in its file, because it may be larger than memory. In the text of the script its lines
 * stand empty, so that every other line is where it is on disk.
 *
 * @param start the line on which the data begins
 * @param from the byte of the file at which it begins
 * @param to the byte at which it ends, exclusive
 * @param digest SHA-256 of it with LF line ends, hexadecimal: what runs is what was read
 */
public record BulkData(Script.Place start, long from, long to, String digest) {}
