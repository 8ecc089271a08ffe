package dev.switchback.engine.sql;

import dev.switchback.engine.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where psql cut a script: offsets into its text with LF line ends and without byte order mark, of what it sent and of
 * the SQLSTATE that came back. What psql sends may begin with comments, which are left out here, and ends with the semicolon; Switchback sends
 * neither. So the two are equal when both begin with the same token, and when nothing but comments, white space and one
 * semicolon stands behind Switchback's last token. What psql sends without any token, such as a lone semicolon, does
 * not count.
 */
record Boundaries(List<Cut> cuts) {

    private static final String OF_ENCODING_COMMAND = "set client_encoding to 'UTF8'";

    /** One message of psql: from and to are offsets, exclusive at the end. */
    record Cut(int from, int to, String state) {}

    /** Finds what psql sent in the script that it read. */
    static Boundaries locate(String script, List<PsqlLog.Sent> sent) {
        String text = SourceText.clean(script);
        List<Cut> cuts = new ArrayList<>();
        int at = 0;
        for (PsqlLog.Sent message : sent) {
            String words = core(message.text());
            if (words.isEmpty()) {
                continue;
            }
            int from = text.indexOf(words.charAt(0), at);
            while (from >= 0 && endOf(words, text, from) < 0) {
                from = text.indexOf(words.charAt(0), from + 1);
            }
            if (from < 0) {
                throw new AssertionError("psql sent what does not stand in the script behind " + at + ": " + words);
            }
            at = endOf(words, text, from);
            cuts.add(new Cut(from, at, message.state()));
        }
        return new Boundaries(cuts);
    }

    /** Where a message ends that begins at a place of the script, from which psql leaves out empty lines; or -1. */
    private static int endOf(String words, String text, int from) {
        int at = from;
        for (int i = 0; i < words.length(); i++) {
            while (at < text.length() && text.charAt(at) != words.charAt(i) && text.charAt(at) == '\n') {
                at++;
            }
            if (at >= text.length() || text.charAt(at) != words.charAt(i)) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** What is different, in words; empty when Switchback cuts alike. */
    List<String> differences(String script, List<SqlStatement> statements) {
        String text = SourceText.clean(script);
        List<Cut> expected = cuts.stream().filter(cut -> !isBlank(text, cut)).toList();
        List<String> different = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), statements.size()) && different.isEmpty(); i++) {
            String theirs = i < expected.size()
                    ? text.substring(expected.get(i).from(), expected.get(i).to())
                    : "nothing";
            String ours = i < statements.size() ? statements.get(i).text() : "nothing";
            boolean same =
                    i < expected.size() && i < statements.size() && same(text, expected.get(i), statements.get(i));
            if (!same) {
                different.add("number " + (i + 1) + ", psql: " + theirs + "\nSwitchback: " + ours);
            }
        }
        return different;
    }

    /** Whether what psql sent is a statement of ours; it leaves out empty lines outside of quotes. */
    static boolean same(String sent, SqlStatement ours) {
        String theirs = withoutEmptyLines(core(sent));
        String text = withoutEmptyLines(ours.text());
        return theirs.startsWith(text) && isBlank(theirs, new Cut(text.length(), theirs.length(), ""));
    }

    private static String withoutEmptyLines(String text) {
        return text.replaceAll("\n+", "\n");
    }

    /** A message from its first token on; empty where it has none. */
    static String core(String sent) {
        String unix = sent.replace("\r\n", "\n").stripTrailing();
        String core = unix.substring(skipBlank(unix, 0, unix.length()));
        return isBlank(core, new Cut(0, core.length(), "")) || core.equals(OF_ENCODING_COMMAND) ? "" : core;
    }

    private static boolean isBlank(String text, Cut cut) {
        int first = skipBlank(text, cut.from(), cut.to());
        return first >= cut.to() || (text.charAt(first) == ';' && skipBlank(text, first + 1, cut.to()) >= cut.to());
    }

    private static boolean same(String text, Cut cut, SqlStatement ours) {
        int end = ours.offset() + ours.text().length();
        if (skipBlank(text, cut.from(), cut.to()) != ours.offset() || end > cut.to()) {
            return false;
        }
        return isBlank(text, new Cut(end, cut.to(), ""));
    }

    /** Behind white space and comments, read without Switchback's own lexer. */
    private static int skipBlank(String text, int from, int to) {
        int at = from;
        while (at < to) {
            if (" \t\n\r\f\u000b".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("--", at)) {
                while (at < to && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                at = skipComment(text, at, to);
            } else {
                return at;
            }
        }
        return to;
    }

    private static int skipComment(String text, int from, int to) {
        int depth = 0;
        int at = from;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < to);
        return at;
    }

    /** One line per message; the SQLSTATE only where the server could not parse it. */
    String write() {
        StringBuilder lines = new StringBuilder();
        for (Cut cut : cuts) {
            lines.append(cut.from()).append(' ').append(cut.to());
            lines.append(cut.state().equals("00000") ? "" : " " + cut.state()).append('\n');
        }
        return lines.toString();
    }

    /** The recorded boundaries by the names of the files: a line {@code = NAME DIGEST} begins each. */
    static Map<String, Boundaries> read(String recorded) {
        Map<String, Boundaries> files = new LinkedHashMap<>();
        List<Cut> cuts = new ArrayList<>();
        for (String line :
                recorded.lines().filter(each -> !each.startsWith("#")).toList()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("=")) {
                cuts = new ArrayList<>();
                files.put(words[1] + " " + words[2], new Boundaries(cuts));
            } else {
                cuts.add(new Cut(
                        Integer.parseInt(words[0]), Integer.parseInt(words[1]), words.length > 2 ? words[2] : "00000"));
            }
        }
        return files;
    }
}
