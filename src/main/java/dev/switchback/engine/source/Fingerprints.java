package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.CopyData;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import dev.switchback.engine.sql.TokenNormaliser;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Computes the digests by which a change of meaning is told from a change of looks. */
public final class Fingerprints {

    /** Changes whenever the same file would get other token digests. */
    public static final String ALGORITHM = "sha256-tokens-2";

    /** Cannot occur in a readable file, so that joined texts never look alike by accident. */
    private static final String BETWEEN = "\0";

    private static final Pattern COPY_DATA = Pattern.compile("(?i)\\bFROM\\s+STDIN\\b");

    private static final MessageDigest EMPTY = found();

    private Fingerprints() {}

    static Digests of(Draft draft, Dependencies dependencies) {
        String raw = draft.observed().rawDigest();
        String lines = lines(draft.observed().files());
        boolean onDisk = draft.observed().files().stream()
                .anyMatch(file -> !file.bulk().data().isEmpty());
        return onDisk // and may be another one later
                ? new Digests(ALGORITHM, raw, lines, upMeaning(draft, dependencies), downMeaning(draft))
                : new Digests(ALGORITHM, raw, lines, () -> upMeaning(draft, dependencies), () -> downMeaning(draft));
    }

    private static String downMeaning(Draft draft) {
        Hash hash = new Hash();
        draft.scripts().down().ifPresent(script -> addTokens(hash, script));
        return hash.finish();
    }

    /** What belongs to the direction of a script, and what both share. */
    private static void addProgram(Hash hash, Script script, Program program) {
        switch (program) {
            case Program.PythonFunction function -> {
                String other = function.name().equals(PythonLayout.APPLY) ? PythonLayout.ROLLBACK : PythonLayout.APPLY;
                hash.add(PythonText.of(script.text()).meaningWithout(other));
            }
            case Program.AlembicRevision revision -> AlembicLayout.meaning(script, revision, hash::add);
        }
    }

    /** Over the content of all files of a migration, main file first. */
    static String lines(List<FileContent.Text> files) {
        if (files.size() == 1 && !files.getFirst().bulk().cleanDigest().isEmpty()) {
            return files.getFirst().bulk().cleanDigest();
        }
        Hash hash = new Hash();
        for (int i = 0; i < files.size(); i++) {
            FileContent.Text file = files.get(i);
            hash.add(i == 0 ? "" : BETWEEN);
            if (file.bulk().data().isEmpty()) {
                hash.add(file.text());
            } else {
                hash.add(() -> CleanBytes.of(file.file()));
            }
        }
        return hash.finish();
    }

    /** A copy: looking for whoever provides them takes longer than a small file. */
    static MessageDigest newDigest() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException javasOwnCan) {
            return found();
        }
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    /** SHA-256 of a text in UTF-8, hexadecimal, lower case. */
    public static String sha256(String text) {
        return new Hash().add(text).finish();
    }

    /** SHA-256 of a script as it runs, data included that is left on disk. */
    public static String sha256(Script script) {
        if (script.bulk().isEmpty()) {
            return sha256(script.text());
        }
        try {
            return sha256(script, StatementSplitter.split(script.text(), script.firstLine(), SqlSyntax.POSTGRESQL));
        } catch (SqlSyntaxException includesFiles) {
            Hash hash = new Hash().add(script.text());
            script.bulk().forEach(data -> hash.add(data.digest()));
            return hash.finish();
        }
    }

    private static String sha256(Script script, List<SqlStatement> statements) {
        Hash hash = new Hash();
        int at = 0;
        for (SqlStatement statement : statements) {
            if (statement.data().isPresent()) {
                CopyData data = statement.data().get();
                hash.add(script.text().substring(at, data.start()));
                addData(hash, script, data);
                at = data.end();
            }
            Optional<BulkData> further = script.insertsBehind(statement.lastLine());
            if (further.isPresent()) {
                int start = script.text()
                                .indexOf(
                                        '\n',
                                        statement.offset() + statement.text().length())
                        + 1;
                hash.add(script.text().substring(at, start));
                addBulk(hash, further.get());
                at = behindNewLines(script.text(), start);
            }
        }
        return hash.add(script.text().substring(at)).finish();
    }

    private static String digest(Script script, CopyData data) {
        return script.bulkAt(data.line()).map(BulkData::digest).orElseGet(() -> sha256(data.lines()));
    }

    private static void addData(Hash hash, Script script, CopyData data) {
        Optional<BulkData> bulk = script.bulkAt(data.line());
        if (bulk.isEmpty()) {
            hash.add(data.lines());
        } else {
            addBulk(hash, bulk.get());
        }
    }

    private static void addBulk(Hash hash, BulkData onDisk) {
        hash.add(() -> CleanBytes.of(onDisk.start().file(), onDisk.from(), onDisk.to()));
    }

    /** They stand for what is on disk. */
    private static int behindNewLines(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return at;
    }

    private static String upMeaning(Draft draft, Dependencies dependencies) {
        Hash hash = new Hash();
        addTokens(hash, draft.scripts().up());
        hash.add(BETWEEN);
        String between = "";
        for (Check check : draft.scripts().checks()) {
            hash.add(between).add(check.moment() + " ");
            addTokens(hash, check.script());
            between = BETWEEN;
        }
        String values = String.join(
                BETWEEN,
                needs(dependencies),
                draft.header().environments().stream().sorted().collect(Collectors.joining(",")),
                draft.header().phase().orElse(""),
                draft.scripts().transaction().name());
        return hash.add(BETWEEN).add(values).finish();
    }

    /** A dependency by file order is no value of the header: a new file in between must not change the digest. */
    private static String needs(Dependencies dependencies) {
        return switch (dependencies.origin()) {
            case FILE_ORDER -> "file order";
            case DECLARED ->
                dependencies.ids().stream().map(MigrationId::value).sorted().collect(Collectors.joining(",", "[", "]"));
        };
    }

    private static void addTokens(Hash hash, Script script) {
        if (script.program().isPresent()) {
            addProgram(hash, script, script.program().get());
            return;
        }
        if (script.bulk().isEmpty() && !COPY_DATA.matcher(script.text()).find()) {
            TokenNormaliser.normalise(script.text(), SqlSyntax.POSTGRESQL, piece -> hash.add(piece.toString()));
            return;
        }
        try {
            addTokens(hash, script, StatementSplitter.split(script.text(), script.firstLine(), SqlSyntax.POSTGRESQL));
        } catch (SqlSyntaxException onlyH2SplitsIt) {
            TokenNormaliser.normalise(script.text(), SqlSyntax.POSTGRESQL, piece -> hash.add(piece.toString()));
        }
    }

    /** White space and what looks like a comment are data behind a COPY, and count in what is left on disk. */
    private static void addTokens(Hash hash, Script script, List<SqlStatement> statements) {
        String between = "";
        for (SqlStatement statement : statements) {
            hash.add(between)
                    .add(TokenNormaliser.normalise(statement.text(), SqlSyntax.POSTGRESQL))
                    .add(BETWEEN);
            statement.data().ifPresent(data -> hash.add(digest(script, data)));
            script.insertsBehind(statement.lastLine()).ifPresent(further -> hash.add(further.digest()));
            between = BETWEEN;
        }
    }
}
