package dev.switchback.support;

import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import dev.switchback.engine.migration.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A migration's file as a test describes it.
 *
 * @param content stands for the whole text: the same content has the same checksum
 */
public record TestMigration(
        String id, String content, String up, Optional<String> down, Dependencies dependencies, Header header) {

    private static final int FIRST_LINE_UP = 4;
    private static final int FIRST_LINE_DOWN = 10;

    static TestMigration of(String id, Dependencies dependencies) {
        Header header = new Header(
                "", MigrationType.CUSTOM_SQL, Set.of(), Optional.empty(), Header.Repetition.ONCE, Header.Notes.NONE);
        return new TestMigration(
                id,
                "content of " + id,
                "CREATE TABLE t" + Math.floorMod(id.hashCode(), 1_000_000) + " (id integer);",
                Optional.of("DROP TABLE t" + Math.floorMod(id.hashCode(), 1_000_000) + ";"),
                dependencies,
                header);
    }

    public TestMigration up(String sql) {
        return new TestMigration(id, content + sql, sql, down, dependencies, header);
    }

    public TestMigration down(String sql) {
        return new TestMigration(id, content + sql, up, Optional.of(sql), dependencies, header);
    }

    public TestMigration noDown() {
        return new TestMigration(id, content, up, Optional.empty(), dependencies, header);
    }

    /** Other white space or comments, the same meaning. */
    public TestMigration formatted() {
        return new TestMigration(id, content + " ", up, down, dependencies, header);
    }

    public TestMigration contentOf(String other) {
        return new TestMigration(id, "content of " + other, up, down, dependencies, header);
    }

    public TestMigration needs(String... ids) {
        List<MigrationId> needs = List.of(ids).stream().map(MigrationId::new).toList();
        return new TestMigration(id, content, up, down, new Dependencies(needs, dependencies.origin()), header);
    }

    public TestMigration onlyIn(String... environments) {
        return with(new Header(
                "", header.type(), Set.of(environments), header.phase(), header.repetition(), header.notes()));
    }

    public TestMigration phase(String phase) {
        return with(header.withPhase(Optional.of(phase)));
    }

    public TestMigration repeatable() {
        return with(
                new Header("", header.type(), Set.of(), header.phase(), Header.Repetition.ON_CHANGE, header.notes()));
    }

    public TestMigration irreversible(String reason) {
        Header.Notes notes =
                new Header.Notes(Optional.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
        return with(new Header("", header.type(), Set.of(), header.phase(), header.repetition(), notes));
    }

    private TestMigration with(Header other) {
        return new TestMigration(id, content, up, down, dependencies, other);
    }

    Migration migration() {
        Path file = Path.of(id + ".sql");
        return new Migration(
                new MigrationId(id),
                header,
                new Scripts(
                        new Script(up, file, FIRST_LINE_UP),
                        down.map(text -> new Script(text, file, FIRST_LINE_DOWN)),
                        List.of(),
                        TransactionMode.AUTOMATIC),
                dependencies,
                new SourceFile(file, List.of(), content),
                new Digests("1", content, content, up, down.orElse("")));
    }
}
