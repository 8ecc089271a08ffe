package dev.switchback.engine.source;

/** Reads the backslashes of a Python string. */
final class PythonEscapes {

    private final String body;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private PythonEscapes(String body) {
        this.body = body;
    }

    static String read(String body) {
        return body.indexOf('\\') < 0 ? body : new PythonEscapes(body).run();
    }

    private String run() {
        while (at < body.length()) {
            char c = body.charAt(at++);
            if (c == '\\' && at < body.length()) {
                escape(body.charAt(at++));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private void escape(char c) {
        switch (c) {
            case '\n' -> {}
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case '\\', '\'', '"' -> value.append(c);
            case 'x' -> code(2);
            case 'u' -> code(4);
            case 'U' -> code(8);
            default -> value.append('\\').append(c);
        }
    }

    /** Python refuses a wrong number of digits; here the text stays as it is written. */
    private void code(int digits) {
        String number = body.substring(at, Math.min(body.length(), at + digits));
        if (number.matches("[0-9A-Fa-f]{" + digits + "}") && Character.isValidCodePoint(Integer.parseInt(number, 16))) {
            value.appendCodePoint(Integer.parseInt(number, 16));
            at += digits;
        } else {
            value.append('\\').append(body.charAt(at - 1));
        }
    }
}
