package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the ledger keeps of a script: its text, or for a long one a comment with digest and size in its place. */
public final class KeptText {

    private static final Pattern NOT_KEPT =
            Pattern.compile("-- not kept, for it is too long: SHA-256 ([0-9a-f]{64}), \\d+ bytes");

    private KeptText() {}

    public static String of(Script script) {
        return script.isKeepable() ? script.text() : of(script, Fingerprints.sha256(script));
    }

    /**
     * The same for whoever knows the digest already.
     *
     * @param digest SHA-256 of the script
     */
    public static String of(Script script, String digest) {
        return script.isKeepable()
                ? script.text()
                : "-- not kept, for it is too long: SHA-256 %s, %d bytes".formatted(digest, size(script));
    }

    private static long size(Script script) {
        long bulk = script.bulk().stream().mapToLong(KeptText::size).sum();
        return bulk + script.text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static long size(BulkData data) {
        return data.to() - data.from();
    }

    /** A recorded text as a script of the layout that its set has now. */
    public static Script script(String recorded, Path file, Layout layout, Direction direction) {
        return layout.program(direction)
                .map(program -> new Script(recorded, file, program))
                .orElseGet(() -> new Script(recorded, file, 1));
    }

    /** The script that was recorded; the file's, where the text was too long to be kept and the file still has it. */
    public static Optional<Script> find(String recorded, Optional<Script> file) {
        Matcher notKept = NOT_KEPT.matcher(recorded);
        if (!notKept.matches()) {
            return file.filter(now -> now.bulk().isEmpty() && now.text().equals(recorded));
        }
        return file.filter(now -> Fingerprints.sha256(now).equals(notKept.group(1)));
    }

    /** Whether there is no more than digest and size. */
    public static boolean isMissing(String recorded) {
        return NOT_KEPT.matcher(recorded).matches();
    }
}
