package dev.switchback.ui.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.engine.source.Fingerprints;
import dev.switchback.engine.source.SourceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Edits that are not saved yet, kept beside the user's settings so that they outlive a crash of the window. */
public final class Drafts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Executor writing;
    private final Map<Path, Optional<Draft>> known = new ConcurrentHashMap<>();

    /**
     * An edit.
     *
     * @param digest of the file that it started from
     */
    public record Draft(Path file, String digest, String text, Instant at) {}

    /** @param writing where files are written, because a disk can take long */
    public Drafts(Path folder, Executor writing) {
        this.folder = folder;
        this.writing = writing;
    }

    /** The edit of a file, of this run of the program or of one that ended before it was saved. */
    public Optional<Draft> find(Path file) {
        return known.computeIfAbsent(file, this::read);
    }

    public void keep(Draft draft) {
        known.put(draft.file(), Optional.of(draft));
        writing.execute(() -> write(draft.file()));
    }

    /** The edit was saved or given up. */
    public void drop(Path file) {
        if (find(file).isPresent()) {
            known.put(file, Optional.empty());
            writing.execute(() -> write(file));
        }
    }

    /** Waits until the disk has what is known of a file's edit. */
    void settle(Path file) {
        write(file);
    }

    private Path place(Path file) {
        return folder.resolve(Fingerprints.sha256(file.toString()).substring(0, 32) + ".json");
    }

    private Optional<Draft> read(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readString(place(file)));
            return Optional.of(new Draft(
                    Path.of(node.path("file").asText()),
                    node.path("digest").asText(),
                    node.path("text").asText(),
                    Instant.parse(node.path("at").asText())));
        } catch (IOException | RuntimeException noneOrBroken) {
            return Optional.empty();
        }
    }

    /** Writes what is known now, whatever the order in which the writing was asked for. */
    private synchronized void write(Path file) {
        try {
            Optional<Draft> draft = find(file);
            if (draft.isEmpty()) {
                Files.deleteIfExists(place(file));
                return;
            }
            Files.createDirectories(folder);
            SourceStore.write(
                    place(file),
                    JSON.createObjectNode()
                            .put("file", file.toString())
                            .put("digest", draft.get().digest())
                            .put("at", draft.get().at().toString())
                            .put("text", draft.get().text())
                            .toString());
        } catch (IOException diskRefuses) {
            throw new IllegalStateException(
                    "the unsaved edit of " + file + " cannot be kept: " + diskRefuses, diskRefuses);
        }
    }
}
