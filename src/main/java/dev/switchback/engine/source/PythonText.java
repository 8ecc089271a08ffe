package dev.switchback.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a Python file, looked at without running it: its docstring, its functions, and its meaning without
 * comments, blank lines and white space at line ends.
 */
public final class PythonText {

    private static final Pattern FUNCTION = Pattern.compile("def\\s+(\\w+)\\s*\\(.*", Pattern.DOTALL);
    private static final Pattern DOCSTRING = Pattern.compile("(?s)[rRuU]?(\"\"\"|'''|\"|')(.*)\\1\\s*");
    private static final Pattern TITLE =
            Pattern.compile("(?im)^\\s*Migration\\s*:\\s*(?:#?(\\d+)\\b(?:[ _:.\\-–—]+)?)?(.*?)\\s*$");

    private final List<Block> blocks;

    /**
     * A statement at the left margin with everything below it.
     *
     * @param meaning its text without comments and the like
     */
    private record Block(String meaning, int line) {

        Optional<String> function() {
            Matcher function = FUNCTION.matcher(meaning);
            return function.matches() ? Optional.of(function.group(1)) : Optional.empty();
        }
    }

    /**
     * The string that a file begins with.
     *
     * @param line the line on which its text begins
     */
    record Docstring(String text, int line) {}

    private PythonText(List<Block> blocks) {
        this.blocks = blocks;
    }

    public static PythonText of(String text) {
        return new PythonText(new Scan(text).blocks());
    }

    /** Whether it defines a function at the left margin. */
    boolean defines(String function) {
        return blocks.stream()
                .anyMatch(block -> block.function().filter(function::equals).isPresent());
    }

    Optional<Docstring> docstring() {
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        Block first = blocks.getFirst();
        Matcher docstring = DOCSTRING.matcher(first.meaning());
        return docstring.matches() ? Optional.of(new Docstring(docstring.group(2), first.line())) : Optional.empty();
    }

    /** The words behind {@code Migration: 001 - }; empty where there are none. */
    public Optional<String> title() {
        return titleGroup(2);
    }

    /** The number behind {@code Migration:}. */
    Optional<String> number() {
        return titleGroup(1);
    }

    private Optional<String> titleGroup(int group) {
        return docstring()
                .map(docstring -> TITLE.matcher(docstring.text()))
                .filter(Matcher::find)
                .map(title -> title.group(group))
                .filter(text -> !text.isBlank());
    }

    /** What the file does, without its docstring and one of its functions. */
    String meaningWithout(String function) {
        boolean documented = docstring().isPresent();
        return blocks.stream()
                .skip(documented ? 1 : 0)
                .filter(block -> block.function().filter(function::equals).isEmpty())
                .map(Block::meaning)
                .collect(Collectors.joining());
    }

    /** Goes through the text once. */
    private static final class Scan {

        private final String text;
        private final List<Block> blocks = new ArrayList<>();
        private final StringBuilder block = new StringBuilder();
        private int at;
        private int line = 1;
        private int blockLine = 1;
        private int depth;

        Scan(String text) {
            this.text = text;
        }

        List<Block> blocks() {
            boolean lineStart = true;
            while (at < text.length()) {
                char sign = text.charAt(at);
                if (lineStart && depth == 0 && !Character.isWhitespace(sign) && sign != '#') {
                    finish();
                }
                lineStart = sign == '\n';
                step(sign);
            }
            finish();
            return blocks;
        }

        private void step(char sign) {
            switch (sign) {
                case '#' -> comment();
                case '"', '\'' -> string(sign);
                case '\n' -> newLine();
                case '\\' -> continuation();
                default -> {
                    depth += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
                    depth = Math.max(0, depth);
                    take(1);
                }
            }
        }

        private void take(int count) {
            block.append(text, at, Math.min(text.length(), at + count));
            at = Math.min(text.length(), at + count);
        }

        private void comment() {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }

        private void newLine() {
            endLine();
            line++;
            at++;
        }

        /** Blank lines, and white space at the end of others, mean nothing. */
        private void endLine() {
            int end = block.length();
            while (end > 0
                    && (block.charAt(end - 1) == ' '
                            || block.charAt(end - 1) == '\t'
                            || block.charAt(end - 1) == '\f')) {
                end--;
            }
            block.setLength(end);
            if (end > 0 && block.charAt(end - 1) != '\n') {
                block.append('\n');
            }
        }

        /** A line that goes on is no new statement, wherever it begins. */
        private void continuation() {
            boolean goesOn = at + 1 < text.length() && text.charAt(at + 1) == '\n';
            take(goesOn ? 2 : 1);
            line += goesOn ? 1 : 0;
        }

        private void string(char quote) {
            String three = String.valueOf(quote).repeat(3);
            boolean isLong = text.startsWith(three, at);
            take(isLong ? 3 : 1);
            while (at < text.length()) {
                char sign = text.charAt(at);
                line += sign == '\n' ? 1 : 0;
                if (sign == '\\') {
                    line += at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 1 : 0;
                    take(2);
                } else if (isLong ? text.startsWith(three, at) : sign == quote) {
                    take(isLong ? 3 : 1);
                    return;
                } else if (!isLong && sign == '\n') {
                    line--;
                    return; // not closed: an error that Python tells
                } else {
                    take(1);
                }
            }
        }

        private void finish() {
            endLine();
            if (!block.isEmpty()) {
                blocks.add(new Block(block.toString(), blockLine));
            }
            block.setLength(0);
            blockLine = line;
        }
    }
}
