package dev.switchback.engine.source;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.CopyData;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementSplitter;
import dev.switchback.engine.sql.TokenNormaliser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Computes the digests by which a change of meaning is told from a change of looks. */
public final class Fingerprints {

    /** Changes whenever the same file would get other token digests. */
    public static final String ALGORITHM = "sha256-tokens-1";

    /** Cannot occur in a readable file, so that joined texts never look alike by accident. */
    private static final String BETWEEN = "\0";

    private static final Pattern COPY_DATA = Pattern.compile("(?i)\\bFROM\\s+STDIN\\b");

    private Fingerprints() {}

    static Digests of(Draft draft, Dependencies dependencies) {
        String down = draft.scripts().down().map(Fingerprints::tokens).orElse("");
        return new Digests(
                ALGORITHM,
                draft.observed().rawDigest(),
                sha256(String.join(BETWEEN, draft.observed().lines())),
                sha256(upMeaning(draft, dependencies)),
                sha256(down));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** SHA-256 of a text in UTF-8, hexadecimal, lower case. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String upMeaning(Draft draft, Dependencies dependencies) {
        String checks =
                draft.scripts().checks().stream().map(Fingerprints::check).collect(Collectors.joining(BETWEEN));
        return String.join(
                BETWEEN,
                tokens(draft.scripts().up()),
                checks,
                needs(dependencies),
                draft.header().environments().stream().sorted().collect(Collectors.joining(",")),
                draft.header().phase().orElse(""),
                draft.scripts().transaction().name());
    }

    /** A dependency by file order is no value of the header: a new file in between must not change the digest. */
    private static String needs(Dependencies dependencies) {
        return switch (dependencies.origin()) {
            case FILE_ORDER -> "file order";
            case DECLARED ->
                dependencies.ids().stream().map(MigrationId::value).sorted().collect(Collectors.joining(",", "[", "]"));
        };
    }

    private static String check(Check check) {
        return check.moment() + " " + tokens(check.script());
    }

    private static String tokens(Script script) {
        if (!COPY_DATA.matcher(script.text()).find()) {
            return TokenNormaliser.normalise(script.text(), SqlSyntax.POSTGRESQL);
        }
        return StatementSplitter.split(script.text(), script.firstLine(), SqlSyntax.POSTGRESQL).stream()
                .map(Fingerprints::tokens)
                .collect(Collectors.joining(BETWEEN));
    }

    /** White space and what looks like a comment are data behind a COPY. */
    private static String tokens(SqlStatement statement) {
        return TokenNormaliser.normalise(statement.text(), SqlSyntax.POSTGRESQL)
                + BETWEEN
                + statement.data().map(CopyData::lines).orElse("");
    }
}
