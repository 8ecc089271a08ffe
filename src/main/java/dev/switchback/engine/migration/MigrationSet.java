package dev.switchback.engine.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The migrations of one database, with one source layout.
 *
 * @param name the key of the set in the ledger: the {@code id} of switchback.toml, else {@code main} or a relative path
 * @param folder the folder that holds the files
 * @param migrations in plan order: topological, ties by natural file order, members of cycles last
 * @param phases in their order; empty when the set has none
 * @param problems what was noticed while reading
 * @param alembic where Alembic finds the set, if it is one of Alembic's
 */
public record MigrationSet(
        String name,
        Layout layout,
        Path folder,
        List<Migration> migrations,
        List<Phase> phases,
        Problems problems,
        Optional<AlembicPlace> alembic) {

    /** A set of scripts. */
    public MigrationSet(
            String name,
            Layout layout,
            Path folder,
            List<Migration> migrations,
            List<Phase> phases,
            Problems problems) {
        this(name, layout, folder, migrations, phases, problems, Optional.empty());
    }

    /**
     * What was noticed while reading a set.
     *
     * @param files files that cannot take part
     * @param findings per migration, in line order
     * @param general about the set as a whole, such as files that are no migrations
     * @param rollbackScript a lone {@code rollback.sql}: never a migration, it can be run behind the rollback dialog
     */
    public record Problems(
            List<FileInError> files,
            Map<MigrationId, List<Finding>> findings,
            List<Finding> general,
            Optional<Path> rollbackScript) {

        public static final Problems NONE = new Problems(List.of(), Map.of(), List.of());

        public Problems {
            files = List.copyOf(files);
            findings = Map.copyOf(findings);
            general = List.copyOf(general);
        }

        /** Problems of a set without {@code rollback.sql}. */
        public Problems(List<FileInError> files, Map<MigrationId, List<Finding>> findings, List<Finding> general) {
            this(files, findings, general, Optional.empty());
        }

        /** Findings about one migration; empty when nothing was noticed. */
        public List<Finding> of(MigrationId id) {
            return findings.getOrDefault(id, List.of());
        }
    }

    public MigrationSet {
        migrations = List.copyOf(migrations);
        phases = List.copyOf(phases);
    }

    /** The same with what Alembic has to know. */
    public MigrationSet at(AlembicPlace place) {
        return new MigrationSet(name, layout, folder, migrations, phases, problems, Optional.of(place));
    }

    /** The same with other migrations and findings about them. */
    public MigrationSet with(List<Migration> others, Map<MigrationId, List<Finding>> findings) {
        Problems all = new Problems(problems.files(), findings, problems.general(), problems.rollbackScript());
        return new MigrationSet(name, layout, folder, others, phases, all, alembic);
    }

    /** The same with what else was noticed about the set as a whole. */
    public MigrationSet noting(List<Finding> findings) {
        if (findings.isEmpty()) {
            return this;
        }
        List<Finding> general =
                Stream.concat(problems.general().stream(), findings.stream()).toList();
        Problems all = new Problems(problems.files(), problems.findings(), general, problems.rollbackScript());
        return new MigrationSet(name, layout, folder, migrations, phases, all, alembic);
    }

    /** The migration of this id, where the set has it. */
    public Optional<Migration> find(MigrationId id) {
        return migrations.stream()
                .filter(migration -> migration.id().equals(id))
                .findFirst();
    }

    /** The migrations by id. */
    public Map<MigrationId, Migration> byId() {
        return migrations.stream().collect(Collectors.toMap(Migration::id, Function.identity()));
    }

    /** Ids of the migrations that nothing else continues, in plan order. */
    public List<MigrationId> heads() {
        var needed = migrations.stream()
                .flatMap(m -> m.dependencies().parents().stream())
                .collect(Collectors.toSet());
        return migrations.stream()
                .map(Migration::id)
                .filter(id -> !needed.contains(id))
                .toList();
    }
}
