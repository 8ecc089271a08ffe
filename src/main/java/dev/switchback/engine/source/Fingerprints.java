package dev.switchback.engine.source;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.TokenNormaliser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** Makes the digests of migrations. */
public final class Fingerprints {

    /** Changes whenever the same file would get other token digests. */
    public static final String ALGORITHM = "sha256-tokens-1";

    private Fingerprints() {}

    static Digests of(Draft draft, FileText file) {
        StringBuilder content = new StringBuilder(file.text());
        if (!draft.source().companions().isEmpty()) {
            content.append(draft.scripts().up().text());
            draft.scripts().down().ifPresent(down -> content.append(down.text()));
        }
        return new Digests(
                ALGORITHM,
                sha256(file.raw()),
                sha256(content.toString()),
                sha256(meaning(draft)),
                sha256(draft.scripts().down().map(Fingerprints::tokens).orElse("")));
    }

    /** SHA-256 of a text in UTF-8, hexadecimal, lower case. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** The up script, the checks, and the header values that change what a run does. */
    private static String meaning(Draft draft) {
        StringBuilder text = new StringBuilder(tokens(draft.scripts().up()));
        for (Check check : draft.scripts().checks()) {
            text.append("check ").append(check.moment()).append('\n').append(tokens(check.script()));
        }
        draft.needs().ifPresent(needs -> text.append("needs ").append(new TreeSet<>(needs.names())));
        text.append("environments ").append(new TreeSet<>(draft.header().environments()));
        text.append("phase ").append(draft.header().phase().orElse(""));
        text.append("transaction ").append(draft.scripts().transaction());
        return text.toString();
    }

    private static String tokens(Script script) {
        return TokenNormaliser.normalise(script.text(), SqlSyntax.POSTGRESQL);
    }
}
