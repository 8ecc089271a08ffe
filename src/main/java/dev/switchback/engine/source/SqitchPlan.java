package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code sqitch.plan}: the changes in their order, with what they need. A change that was worked on again stands in it
 * several times; each of them is a migration of its own.
 *
 * @param findings about lines that are no changes
 */
record SqitchPlan(List<Change> changes, List<Finding> findings) {

    private static final String NAME = "sqitch.plan";
    private static final Pattern CHANGE = Pattern.compile(
            "\\s*\\+?\\s*([^\\s@#:%\\[\\]]+)\\s*(?:\\[([^\\]]*)])?\\s+\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\s+(.+?)\\s+<[^>]*>"
                    + "\\s*(?:#\\s*(.*))?");
    private static final Pattern TAG = Pattern.compile("\\s*@([^\\s#]+)(?:\\s.*)?");

    /**
     * One change.
     *
     * @param id the name; with {@code #2} behind it where it is worked on for the second time
     * @param script the name of its scripts under deploy, revert and verify, without suffix
     * @param needs ids of changes of this plan; empty where the plan names none
     * @param line of the plan
     */
    record Change(
            String id,
            String script,
            List<String> needs,
            String planner,
            String note,
            List<Finding> findings,
            int line) {

        Change {
            needs = List.copyOf(needs);
            findings = List.copyOf(findings);
        }
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /** @throws UnreadableFileException when the plan is no text, or has a line that is none of a plan */
    static SqitchPlan read(Path folder) {
        FileContent.Text text = UnreadableFileException.textOf(TextFiles.read(folder.resolve(NAME)));
        return new Parser(folder, text).parse();
    }

    /** Walks the lines and remembers where each name and tag stands. */
    private static final class Parser {

        private final Path folder;
        private final FileContent.Text text;
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, List<Integer>> byName = new HashMap<>();
        private final Map<String, Integer> tags = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();

        /** A line with a change, and the tags behind it before the next change. */
        private record Entry(String name, String needs, String planner, String note, int line, List<String> tags) {}

        Parser(Path folder, FileContent.Text text) {
            this.folder = folder;
            this.text = text;
        }

        SqitchPlan parse() {
            int number = 0;
            for (String line : (Iterable<String>) text.text().lines()::iterator) {
                number++;
                if (!line.isBlank()
                        && !line.strip().startsWith("%")
                        && !line.strip().startsWith("#")) {
                    take(line, number);
                }
            }
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                changes.add(change(i));
            }
            return new SqitchPlan(List.copyOf(changes), List.copyOf(findings));
        }

        private void take(String line, int number) {
            Matcher tag = TAG.matcher(line);
            Matcher change = CHANGE.matcher(line);
            if (tag.matches() && !entries.isEmpty()) {
                tags.put(tag.group(1), entries.size() - 1);
                entries.getLast().tags().add(tag.group(1));
            } else if (change.matches()) {
                String name = change.group(1);
                byName.computeIfAbsent(name, key -> new ArrayList<>()).add(entries.size());
                String needs = Optional.ofNullable(change.group(2)).orElse("");
                String note = Optional.ofNullable(change.group(4)).orElse("");
                entries.add(new Entry(name, needs, change.group(3), note, number, new ArrayList<>()));
            } else {
                throw UnreadableFileException.at(
                        text.file(),
                        number,
                        "line " + number + " is neither a change nor a tag of a sqitch plan. Set it right with sqitch");
            }
        }

        private Change change(int index) {
            Entry entry = entries.get(index);
            List<String> needs = new ArrayList<>();
            List<Finding> own = new ArrayList<>();
            for (String word : words(entry.needs())) {
                if (word.startsWith("!")) {
                    own.add(remark("the plan says that it conflicts with " + word.substring(1)
                            + ", which is not checked here: see that it is not applied"));
                } else if (word.contains(":")) {
                    own.add(remark("it needs " + word + " of another sqitch project, which is not checked here"));
                } else {
                    needs.add(resolved(word, index));
                }
            }
            return new Change(id(index), script(index), needs, entry.planner(), entry.note(), own, entry.line());
        }

        /** About what the plan says beyond what Switchback knows. */
        private static Finding remark(String message) {
            return Finding.of(FindingCode.UNKNOWN_HEADER, message);
        }

        private static List<String> words(String needs) {
            return Arrays.stream(needs.strip().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        private String id(int index) {
            Entry entry = entries.get(index);
            int occurrence = byName.getOrDefault(entry.name(), List.of()).indexOf(index) + 1;
            return occurrence > 1 ? entry.name() + "#" + occurrence : entry.name();
        }

        /** {@code users} is the last one before the change that needs it, {@code users@v1} the last one as of a tag. */
        private String resolved(String word, int before) {
            String[] parts = word.split("@", 2);
            int limit = parts.length > 1 ? tags.getOrDefault(parts[1], before) : before - 1;
            if (parts[0].isEmpty()) {
                return tags.containsKey(parts[1]) ? id(limit) : word;
            }
            return byName.getOrDefault(parts[0], List.of()).stream()
                    .filter(place -> place <= limit)
                    .reduce((first, second) -> second)
                    .map(this::id)
                    .orElse(word);
        }

        /** What was worked on again later keeps its scripts under the name of a tag that stood between. */
        private String script(int index) {
            Entry entry = entries.get(index);
            Optional<Integer> next = byName.getOrDefault(entry.name(), List.of()).stream()
                    .filter(place -> place > index)
                    .findFirst();
            if (next.isEmpty()) {
                return entry.name();
            }
            List<String> between = entries.subList(index, next.get()).stream()
                    .flatMap(each -> each.tags().stream())
                    .map(tag -> entry.name() + "@" + tag)
                    .toList();
            return between.stream()
                    .filter(name -> Files.exists(folder.resolve("deploy").resolve(name + ".sql")))
                    .findFirst()
                    .or(() -> between.stream().findFirst())
                    .orElse(entry.name());
        }
    }
}
