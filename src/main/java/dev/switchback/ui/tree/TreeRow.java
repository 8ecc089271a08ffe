package dev.switchback.ui.tree;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.ui.workspace.MigrationKey;

/** What a line of the tree stands for. */
sealed interface TreeRow {

    /** The invisible top. */
    record Top() implements TreeRow {}

    record Set(SetStatus status) implements TreeRow {}

    record Phase(String name) implements TreeRow {}

    record Item(MigrationKey key, MigrationStatus status) implements TreeRow {}
}
