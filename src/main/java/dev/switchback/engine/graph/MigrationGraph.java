package dev.switchback.engine.graph;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The migrations of some sets and what they need, ready to be laid out. */
public record MigrationGraph(List<Node> nodes, List<Edge> edges) {

    /** Names a node: ids are unique inside their set only. */
    public record NodeKey(String set, MigrationId id) {}

    /**
     * One migration.
     *
     * @param health whether something keeps it from running
     * @param head whether nothing else depends on it
     */
    public record Node(NodeKey key, MigrationState state, Health health, Head head) {}

    /** Whether a migration can run. */
    public enum Health {
        SOUND,
        /** In a cycle, blocked, in error or modified. */
        TROUBLED,
        /** Somebody depends on it, and it is not there. */
        MISSING
    }

    /** Whether anything depends on a migration. */
    public enum Head {
        INNER,
        HEAD
    }

    /** One dependency, from what is needed to what needs it. */
    public record Edge(NodeKey from, NodeKey to, Origin origin) {}

    public MigrationGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    public static MigrationGraph of(List<SetStatus> sets) {
        Map<NodeKey, Node> nodes = new LinkedHashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (SetStatus set : sets) {
            String name = set.set().name();
            List<MigrationId> heads = set.set().heads();
            for (MigrationStatus status : set.migrations()) {
                NodeKey key = new NodeKey(name, status.id());
                Head head = heads.contains(status.id()) ? Head.HEAD : Head.INNER;
                nodes.put(key, new Node(key, status.state(), health(status), head));
            }
            for (Migration migration : set.set().migrations()) {
                NodeKey to = new NodeKey(name, migration.id());
                for (MigrationId need : migration.needs()) {
                    NodeKey from = new NodeKey(name, need);
                    nodes.computeIfAbsent(
                            from, key -> new Node(key, MigrationState.PENDING, Health.MISSING, Head.INNER));
                    edges.add(new Edge(from, to, migration.dependencies().origin()));
                }
            }
        }
        return new MigrationGraph(List.copyOf(nodes.values()), edges);
    }

    private static Health health(MigrationStatus status) {
        boolean troubled =
                status.findings().stream().anyMatch(finding -> finding.code().blocks() != FindingCode.Blocks.NOTHING);
        return troubled ? Health.TROUBLED : Health.SOUND;
    }
}
