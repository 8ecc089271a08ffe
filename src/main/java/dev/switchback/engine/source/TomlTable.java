package dev.switchback.engine.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.migration.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One table of {@code switchback.toml}, read by key and type; whatever does not fit is refused with its line. */
final class TomlTable {

    private final JsonNode node;
    private final String path;
    private final TomlFile file;

    TomlTable(JsonNode node, String path, TomlFile file) {
        this.node = node;
        this.path = path;
        this.file = file;
    }

    /** Refuses every key that is not one of these. */
    TomlTable onlyKeys(String... known) {
        Set<String> keys = new TreeSet<>(Set.of(known));
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw wrong(key, "is not known here. Known are " + String.join(", ", keys));
            }
        });
        return this;
    }

    Optional<String> text(String key) {
        return value(key).map(value -> {
            if (!value.isTextual()) {
                throw wrong(key, "has to be a text in quotes");
            }
            return value.textValue();
        });
    }

    /** SQL with its place in the file; what stands between three quotes begins on the line after its key. */
    Optional<Script> script(String key) {
        return text(key).map(text -> {
            int line = file.lineOf(pathOf(key)) + (text.indexOf('\n') >= 0 ? 1 : 0);
            return new Script(text, file.path(), line);
        });
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array(key)) {
            if (!each.isTextual()) {
                throw wrong(key, "has to be a list of texts, such as [\"a\", \"b\"]");
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    /** The table of this key; an empty one when there is none. */
    TomlTable table(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(key, "has to be a table: write [" + pathOf(key) + "] on a line of its own");
        }
        return new TomlTable(value, pathOf(key), file);
    }

    List<TomlTable> tables(String key) {
        List<TomlTable> tables = new ArrayList<>();
        for (JsonNode each : array(key)) {
            if (!each.isObject()) {
                throw wrong(key, "has to be a list of tables: write [[" + key + "]] before each");
            }
            tables.add(new TomlTable(each, pathOf(key) + "[" + tables.size() + "]", file));
        }
        return tables;
    }

    /** All keys with their texts; numbers and truth values as they are written. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> {
            JsonNode value = node.path(key);
            if (!value.isValueNode()) {
                throw wrong(key, "has to be a single value");
            }
            all.put(key, value.asText());
        });
        return all;
    }

    /** The keys with a single value, for files that are not ours to judge; everything else is left out. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> {
            if (node.path(key).isValueNode()) {
                words.put(key, node.path(key).asText());
            }
        });
        return words;
    }

    /** A refusal that names the key and its line. */
    RuntimeException wrong(String key, String what) {
        return file.wrong(pathOf(key), what);
    }

    private JsonNode array(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(key, "has to be a list");
        }
        return value;
    }

    private Optional<JsonNode> value(String key) {
        return Optional.ofNullable(node.get(key));
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
