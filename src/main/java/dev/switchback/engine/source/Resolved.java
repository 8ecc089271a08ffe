package dev.switchback.engine.source;

import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Finding;
import java.util.List;

/** What the names in one header mean, and what was odd about them. */
record Resolved(Dependencies dependencies, List<Finding> findings) {

    static final Resolved NOTHING =
            new Resolved(new Dependencies(List.of(), Dependencies.Origin.FILE_ORDER), List.of());
}
