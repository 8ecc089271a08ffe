package dev.switchback.engine.migration;

import java.util.Locale;

/** Every kind of thing that can be noticed about a migration, with how much it matters and what it blocks. */
public enum FindingCode {
    /** An applied migration whose meaning changed on disk. */
    MODIFIED(Severity.ERROR, Blocks.APPLY),
    /** An applied migration of which only white space, line ends or comments changed. */
    COSMETIC(Severity.INFO, Blocks.NOTHING),
    /** An applied migration of which only the down script changed. */
    DOWN_CHANGED(Severity.WARNING, Blocks.NOTHING),
    /** An applied migration whose file is gone. */
    FILE_MISSING(Severity.WARNING, Blocks.NOTHING),
    /** An applied migration whose file has another name now, with the same content. */
    RENAMED(Severity.WARNING, Blocks.THIS_MIGRATION),
    /** A dependency that is not in the set. */
    MISSING_DEPENDENCY(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** A shortened id that fits several migrations. */
    AMBIGUOUS_DEPENDENCY(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** The migration needs itself, directly or through others. */
    CYCLE(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** It needs a migration that cannot run. */
    BLOCKED(Severity.WARNING, Blocks.THIS_MIGRATION),
    /** Several files give the same id. */
    DUPLICATE_ID(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** A pending migration older than applied ones. */
    OUT_OF_ORDER(Severity.WARNING, Blocks.NOTHING),
    /** The header names an unknown type; it reads as custom_sql. */
    UNKNOWN_TYPE(Severity.WARNING, Blocks.NOTHING),
    /** The header names another id than the file; the file name wins. */
    ID_DIFFERS(Severity.WARNING, Blocks.NOTHING),
    /** A header key or value that Switchback does not know. */
    UNKNOWN_HEADER(Severity.INFO, Blocks.NOTHING),
    /** The file cannot be read: no permission, binary, not UTF-8, refused meta-command, unclosed quote. */
    UNREADABLE(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** It says something to another tool that would change what runs, and that Switchback does not follow. */
    NOT_UNDERSTOOD(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** Another tool would run it otherwise, or more often. */
    TOOL_DIFFERS(Severity.WARNING, Blocks.NOTHING),
    /** The up script has no statement; it counts as applied when run. */
    EMPTY(Severity.INFO, Blocks.NOTHING),
    /** There is no down script. */
    NO_DOWN(Severity.INFO, Blocks.NOTHING),
    /** The way back does nothing, so that what the way up did stays. */
    EMPTY_DOWN(Severity.WARNING, Blocks.NOTHING),
    /** A down script without its up script. */
    DOWN_WITHOUT_UP(Severity.WARNING, Blocks.NOTHING),
    /** Only Alembic itself can run it, connected to the database. */
    ONLINE_ONLY(Severity.INFO, Blocks.NOTHING),
    /** Alembic could not write it as SQL, so that nobody knows what would run. */
    NOT_WRITTEN(Severity.ERROR, Blocks.THIS_MIGRATION),
    /** Alembic could not write its way back as SQL. */
    DOWN_NOT_WRITTEN(Severity.WARNING, Blocks.NOTHING),
    /** Alembic's table says otherwise than the ledger, which follows with the next run. */
    MOVED_BY_ALEMBIC(Severity.INFO, Blocks.NOTHING),
    /** Alembic's table names a revision that no file has. */
    UNKNOWN_REVISION(Severity.ERROR, Blocks.APPLY),
    /** Several sets keep their state in the same place; only one of them can belong to this database. */
    WHICH_SET(Severity.ERROR, Blocks.APPLY),
    /** Several revisions that nothing continues: a branch that was not merged. */
    SEVERAL_HEADS(Severity.WARNING, Blocks.NOTHING),
    /** A statement of the script refuses a transaction, so the whole runs without one. */
    NON_TRANSACTIONAL(Severity.INFO, Blocks.NOTHING),
    /** Transactional and non-transactional statements in one script. */
    MIXED_TRANSACTION(Severity.WARNING, Blocks.NOTHING),
    /** Statements that remove data or structure. */
    DESTRUCTIVE(Severity.WARNING, Blocks.NOTHING),
    /** Statements that reach beyond the database: roles, tablespaces. */
    CLUSTER_WIDE(Severity.WARNING, Blocks.NOTHING),
    /** A run ended in the middle of a non-transactional migration; a decision is needed. */
    INTERRUPTED(Severity.ERROR, Blocks.APPLY),
    /** A run is in the middle of it right now. */
    AT_WORK(Severity.INFO, Blocks.NOTHING),
    /** The last attempt failed. */
    FAILED(Severity.ERROR, Blocks.NOTHING),
    /** The ledger's rows fit none of the project's files. */
    OTHER_PROJECT(Severity.ERROR, Blocks.APPLY),
    /** The project's own tool applied it, and the ledger does not say so yet. */
    APPLIED_ELSEWHERE(Severity.INFO, Blocks.NOTHING),
    /** The ledger and the record of the project's own tool disagree. */
    RECORDS_DIFFER(Severity.WARNING, Blocks.NOTHING),
    /** Another tool's table in the database says that it is applied; the ledger does not. */
    RECORDED_ELSEWHERE(Severity.WARNING, Blocks.APPLY),
    /** Another tool's table in the database says that the tool failed half way. */
    HALF_DONE_ELSEWHERE(Severity.ERROR, Blocks.APPLY),
    /** The table of another tool, which is kept right, has lost an applied migration. */
    TAKEN_BACK_ELSEWHERE(Severity.ERROR, Blocks.APPLY),
    /** The table of a tool whose record was adopted is not written, so that the tool must not go on. */
    NOT_KEPT(Severity.WARNING, Blocks.NOTHING),
    /** A switch by which the project's own program migrates when it starts; shown, and not obeyed. */
    AUTO_RUN(Severity.INFO, Blocks.NOTHING),
    /** A file that is no migration lies among them. */
    NOT_A_MIGRATION(Severity.INFO, Blocks.NOTHING),
    /** A script with psql variables or commands that are skipped. */
    META_COMMAND(Severity.INFO, Blocks.NOTHING),
    /** A placeholder in the text that nothing declares. */
    UNDECLARED_PLACEHOLDER(Severity.INFO, Blocks.NOTHING);

    /** How far the effect of a finding reaches. */
    public enum Blocks {
        NOTHING,
        /** The migration, and what depends on it, is left out of plans. */
        THIS_MIGRATION,
        /** Nothing of the set is applied until the user decides. */
        APPLY
    }

    private final Severity severity;
    private final Blocks blocks;

    FindingCode(Severity severity, Blocks blocks) {
        this.severity = severity;
        this.blocks = blocks;
    }

    public Severity severity() {
        return severity;
    }

    public Blocks blocks() {
        return blocks;
    }

    /** The word used in reports and JSON, such as {@code missing_dependency}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
