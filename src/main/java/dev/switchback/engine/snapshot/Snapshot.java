package dev.switchback.engine.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** The structure of a database at one moment: a definition as text per object, without Switchback's own ledger. */
public record Snapshot(SortedMap<ObjectKey, String> objects) {

    public Snapshot {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** What has to happen to this structure to become the other one. */
    public StructureDifference to(Snapshot other) {
        return StructureDifference.between(this, other);
    }

    /** SHA-256 over all names and definitions, as 64 lower-case hexadecimal digits: equal structures give equal ones. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            objects.forEach((key, definition) -> {
                update(digest, key.kind());
                update(digest, key.name());
                update(digest, definition);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The zero byte, which no name and no definition can hold, keeps neighbours apart. */
    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
