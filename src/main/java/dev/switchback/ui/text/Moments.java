package dev.switchback.ui.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people read them, in their own time zone. */
public final class Moments {

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private Moments() {}

    public static String text(Instant moment) {
        return TEXT.format(moment);
    }
}
