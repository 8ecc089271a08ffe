package dev.switchback.engine.sql;

/** Finds the ends of numbers, also of those with letters behind that no server takes: {@code 0x1F}, {@code 1_000}, {@code 1abc}. */
final class Numbers {

    private final String text;

    Numbers(String text) {
        this.text = text;
    }

    /** The end of a number that begins at a place. */
    int end(int start) {
        int end = digits(start);
        if (peek(end) == '.' && peek(end + 1) != '.') {
            end = digits(end + 1);
        }
        return withLetters(exponent(end));
    }

    /** The end of a parameter's number. */
    int parameterEnd(int start) {
        return withLetters(digits(start));
    }

    private int exponent(int end) {
        if (peek(end) != 'e' && peek(end) != 'E') {
            return end;
        }
        int sign = peek(end + 1) == '+' || peek(end + 1) == '-' ? end + 2 : end + 1;
        return SqlLexer.isDigit(peek(sign)) ? digits(sign) : end;
    }

    /** One letter belongs to the number, what follows that letter is a word or a number again. */
    private int withLetters(int start) {
        int end = start;
        while (SqlLexer.isWordStart(peek(end))) {
            end++;
            if (SqlLexer.isWordStart(peek(end))) {
                return word(end);
            }
            end = digits(end);
        }
        return end;
    }

    private int word(int start) {
        int end = start;
        while (SqlLexer.isWordPart(peek(end))) {
            end++;
        }
        return end;
    }

    private int digits(int start) {
        int end = start;
        while (SqlLexer.isDigit(peek(end))) {
            end++;
        }
        return end;
    }

    private char peek(int position) {
        return position < text.length() ? text.charAt(position) : '\0';
    }
}
