package dev.switchback.engine.migration;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders names as people count: "2" before "10", {@code V4_99} before {@code V4_100}. Versions compare part by part as
 * Flyway compares them: {@code V1__a} before {@code V1.1__b}, and {@code V1_1} is the same as {@code V1.1}. Time stamps
 * compare as moments, whatever their length and whether hyphens divide them.
 */
public final class NaturalOrder implements Comparator<String> {

    public static final Comparator<String> INSTANCE = new NaturalOrder();

    private static final Pattern STAMP = Pattern.compile(
            "((?:19|20)\\d\\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\\d|3[01])(?:[-_.T]?(\\d{4,12}))?(?!\\d)");
    private static final int STAMP_DIGITS = 20;
    /** Numbers of fewer digits fit into a long. */
    private static final int SHORT = 18;

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        if (left.isEmpty() || right.isEmpty() || !isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
            return compareFrom(left, 0, right, 0);
        }
        if (!mayBeStamp(left) && !mayBeStamp(right)) {
            return compareFrom(left, 0, right, 0);
        }
        Leading first = Leading.of(left);
        Leading second = Leading.of(right);
        int order = first.number.compareTo(second.number);
        return order != 0 ? order : compareFrom(left, first.end, right, second.end);
    }

    private static int compareFrom(String left, int leftStart, String right, int rightStart) {
        int leftVersion = endOfVersion(left);
        int rightVersion = endOfVersion(right);
        int i = leftStart;
        int j = rightStart;
        while (i < left.length() && j < right.length()) {
            if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
                int endLeft = endOfNumber(left, i);
                int endRight = endOfNumber(right, j);
                int order = endLeft - i < SHORT && endRight - j < SHORT
                        ? Long.compare(Long.parseLong(left, i, endLeft, 10), Long.parseLong(right, j, endRight, 10))
                        : number(left, i, endLeft).compareTo(number(right, j, endRight));
                if (order != 0) {
                    return order;
                }
                i = endLeft;
                j = endRight;
            } else {
                Place leftPlace = Place.of(left.charAt(i), i < leftVersion);
                Place rightPlace = Place.of(right.charAt(j), j < rightVersion);
                int order = leftPlace.compareTo(rightPlace);
                if (order == 0 && leftPlace != Place.GOES_ON) {
                    order = Character.compare(fold(left.charAt(i)), fold(right.charAt(j)));
                }
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
        }
        int rest = Integer.compare(left.length() - i, right.length() - j);
        return rest != 0 ? rest : left.compareTo(right);
    }

    /** What a character is for; what divides words sorts before what they are made of. */
    private enum Place {
        DIVIDES,
        /** Divides two parts of a version: one that ends here comes first. */
        GOES_ON,
        WORD;

        static Place of(char c, boolean inVersion) {
            if (Character.isLetterOrDigit(c)) {
                return WORD;
            }
            return inVersion ? GOES_ON : DIVIDES;
        }
    }

    /** Behind the last part of {@code 1.2} or {@code V1_2}; before any that is no number. */
    private static int endOfVersion(String text) {
        boolean flyway = text.length() > 1 && (fold(text.charAt(0)) == 'v' || fold(text.charAt(0)) == 'u');
        int start = flyway ? 1 : 0;
        int end = endOfNumber(text, start);
        if (end == start) {
            return 0;
        }
        while (end + 1 < text.length()
                && (text.charAt(end) == '.' || (flyway && text.charAt(end) == '_'))
                && isDigit(text.charAt(end + 1))) {
            end = endOfNumber(text, end + 1);
        }
        return end;
    }

    private static char fold(char c) {
        return Character.toLowerCase(c);
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static BigInteger number(String text, int start, int end) {
        return end - start < SHORT
                ? BigInteger.valueOf(Long.parseLong(text, start, end, 10))
                : new BigInteger(text.substring(start, end));
    }

    private static boolean mayBeStamp(String text) {
        return text.startsWith("19") || text.startsWith("20");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number that a name begins with; a time stamp is filled up with zeros so that it compares as a moment. */
    private record Leading(BigInteger number, int end) {

        static Leading of(String text) {
            Matcher stamp = STAMP.matcher(text);
            if (mayBeStamp(text) && stamp.lookingAt()) {
                String time = stamp.group(4) == null ? "" : stamp.group(4);
                String digits = stamp.group(1) + stamp.group(2) + stamp.group(3) + time;
                String filled = digits + "0".repeat(Math.max(0, STAMP_DIGITS - digits.length()));
                return new Leading(new BigInteger(filled), stamp.end());
            }
            int end = endOfNumber(text, 0);
            return new Leading(NaturalOrder.number(text, 0, end), end);
        }
    }
}
