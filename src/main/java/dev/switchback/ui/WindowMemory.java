package dev.switchback.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.source.SourceStore;
import dev.switchback.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What the window remembers: theme, zoom and the projects that were open last. */
public final class WindowMemory {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_RECENTS = 8;

    private final Path file;
    private final Executor writing;
    private volatile String latest = "";
    private Theme theme = Theme.LIGHT;
    private int fontSize = Zoom.USUAL;
    private Optional<Place> place = Optional.empty();
    private final List<Path> recents = new ArrayList<>();

    /** Where the window stood on the screen. */
    public record Place(double x, double y, double width, double height) {}

    /** @param writing where the file is written: a disk can take long, and the window must not wait for it */
    public WindowMemory(Path file, Executor writing) {
        this.file = file;
        this.writing = writing;
        read();
    }

    private void read() {
        if (!Files.isReadable(file)) {
            return;
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            theme = node.path("theme").asText("LIGHT").equals("DARK") ? Theme.DARK : Theme.LIGHT;
            fontSize = node.path("font_size").asInt(Zoom.USUAL);
            place = Optional.ofNullable(node.get("place")).map(WindowMemory::place);
            node.path("recents").forEach(path -> recents.add(Path.of(path.asText())));
        } catch (IOException unreadable) {
            recents.clear();
        }
    }

    private static Place place(JsonNode node) {
        return new Place(
                node.path("x").asDouble(),
                node.path("y").asDouble(),
                node.path("width").asDouble(),
                node.path("height").asDouble());
    }

    public Theme theme() {
        return theme;
    }

    public void theme(Theme chosen) {
        theme = chosen;
        write();
    }

    int fontSize() {
        return fontSize;
    }

    void fontSize(int points) {
        fontSize = points;
        write();
    }

    /** Empty before the first window was closed. */
    public Optional<Place> place() {
        return place;
    }

    /** Written at once: a window that closes does not wait for what is under way elsewhere. */
    public void place(Place now) {
        place = Optional.of(now);
        latest = text();
        writeLatest();
    }

    /** Projects that are still there, the last one first. */
    public List<Path> recents() {
        return recents.stream().filter(Files::isDirectory).toList();
    }

    public void opened(Path project) {
        recents.remove(project);
        recents.addFirst(project);
        while (recents.size() > MOST_RECENTS) {
            recents.removeLast();
        }
        write();
    }

    private void write() {
        latest = text();
        writing.execute(this::writeLatest);
    }

    /** Whoever comes last finds the newest text, whatever the order in which the writing was begun. */
    private synchronized void writeLatest() {
        try {
            Files.createDirectories(file.resolveSibling(""));
            SourceStore.write(file, latest);
        } catch (IOException notRemembered) {
            return;
        }
    }

    private String text() {
        ObjectNode node = JSON.createObjectNode();
        node.put("theme", theme.name());
        node.put("font_size", fontSize);
        place.ifPresent(each -> node.putObject("place")
                .put("x", each.x())
                .put("y", each.y())
                .put("width", each.width())
                .put("height", each.height()));
        ArrayNode array = node.putArray("recents");
        recents.forEach(path -> array.add(path.toString()));
        return node.toPrettyString() + "\n";
    }
}
