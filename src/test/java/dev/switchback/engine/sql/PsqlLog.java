package dev.switchback.engine.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads from a server's log what a client sent. The log has a prefix in which nothing else is written, and a tab behind
 * each line end inside of a message, so that statements of several lines are exact.
 */
final class PsqlLog {

    static final String PREFIX = "@@switchback %a %e@@ ";

    private static final String MARK = "@@switchback ";
    private static final String SUCCESS = "00000";

    private PsqlLog() {}

    /**
     * A statement as it arrived.
     *
     * @param state the SQLSTATE of a server which could not parse it
     * @param error the SQLSTATE of any error
     */
    record Sent(String text, String state, String error) {}

    /** What one client sent, in order. */
    static List<Sent> of(String log, String application) {
        List<Sent> sent = new ArrayList<>();
        String state = SUCCESS;
        String start = MARK + application + " ";
        for (String entry : log.split("(?m)^(?=" + MARK + ")", -1)) {
            if (!entry.startsWith(start)) {
                continue;
            }
            int end = entry.indexOf("@@ ", start.length());
            String message = entry.substring(end + 3).stripTrailing().replace("\n\t", "\n");
            if (message.startsWith("LOG:  statement: ")) {
                sent.add(new Sent(message.substring(17), SUCCESS, SUCCESS));
            } else if (message.startsWith("ERROR:  ") || message.startsWith("FATAL:  ")) {
                state = entry.substring(start.length(), end);
            } else if (message.startsWith("STATEMENT:  ")) {
                failed(sent, message.substring(12), state);
            }
        }
        return sent;
    }

    /** What has no right syntax is logged as an error only; what has is logged before it fails. */
    private static void failed(List<Sent> sent, String text, String state) {
        boolean logged = !sent.isEmpty()
                && sent.getLast().text().equals(text)
                && sent.getLast().error().equals(SUCCESS);
        if (logged) {
            sent.removeLast();
        }
        sent.add(new Sent(text, logged ? SUCCESS : state, state));
    }
}
