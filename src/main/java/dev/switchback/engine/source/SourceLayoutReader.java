package dev.switchback.engine.source;

/** Reads one migration written in one source layout. */
interface SourceLayoutReader {

    /**
     * Reads the files of one migration.
     *
     * @throws UnreadableFileException when one of them cannot take part
     */
    Draft read(FileGroup group);
}
