package dev.switchback.engine.migration;

import java.math.BigInteger;
import java.util.Comparator;

/** Orders names as people count: "2" before "10", and {@code V4_99} before {@code V4_100}. */
public final class NaturalOrder implements Comparator<String> {

    public static final Comparator<String> INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int endLeft = endOfRun(left, i);
            int endRight = endOfRun(right, j);
            int order = compareRuns(left.substring(i, endLeft), right.substring(j, endRight));
            if (order != 0) {
                return order;
            }
            i = endLeft;
            j = endRight;
        }
        int rest = Integer.compare(left.length() - i, right.length() - j);
        return rest != 0 ? rest : left.compareTo(right);
    }

    private static int compareRuns(String left, String right) {
        if (isDigit(left.charAt(0)) && isDigit(right.charAt(0))) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        int order = left.compareToIgnoreCase(right);
        return order != 0 ? order : left.compareTo(right);
    }

    /** Runs are whole numbers or single other characters, so that a digit never compares with half a word. */
    private static int endOfRun(String text, int start) {
        int end = start + 1;
        if (isDigit(text.charAt(start))) {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
