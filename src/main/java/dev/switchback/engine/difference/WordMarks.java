package dev.switchback.engine.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import dev.switchback.engine.difference.DifferenceRow.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of two lines that differ. */
record WordMarks(List<Mark> left, List<Mark> right) {

    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|[^\\w\\s]");

    static WordMarks between(String left, String right) {
        List<String> leftWords = words(left);
        List<String> rightWords = words(right);
        List<Mark> leftMarks = new ArrayList<>();
        List<Mark> rightMarks = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(leftWords, rightWords).getDeltas()) {
            mark(leftWords, delta.getSource(), leftMarks);
            mark(rightWords, delta.getTarget(), rightMarks);
        }
        return new WordMarks(leftMarks, rightMarks);
    }

    private static void mark(List<String> words, Chunk<String> chunk, List<Mark> marks) {
        if (chunk.size() > 0) {
            int start = length(words.subList(0, chunk.getPosition()));
            marks.add(new Mark(start, start + length(chunk.getLines())));
        }
    }

    private static int length(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
