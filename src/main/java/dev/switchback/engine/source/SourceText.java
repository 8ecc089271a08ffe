package dev.switchback.engine.source;

/** The form of text that is compared, split and shown. */
public final class SourceText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SourceText() {}

    /** LF line ends and no byte order mark. */
    public static String clean(String text) {
        String withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return withoutMark.indexOf('\r') < 0 ? withoutMark : withoutMark.replace("\r\n", "\n");
    }
}
