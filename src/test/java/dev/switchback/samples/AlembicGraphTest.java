package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.Alembic;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A graph with two bases, a branch, a merge and a dependency across branches: whatever state it is in, and whatever state
 * is wanted, Alembic and Switchback leave the same heads and the same structure.
 */
class AlembicGraphTest {

    /** Each revision with its parents, and behind a bar what it depends on. */
    private static final Map<String, String> GRAPH = Map.of(
            "a1", "",
            "b1", "a1",
            "b2", "a1",
            "m1", "b1,b2",
            "n1", "",
            "n2", "n1|b1");

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheGraph() throws IOException {
        Sample.copy("alembic-two-databases", folder.resolve("sample"));
        Path bookings = folder.resolve("sample/database/migrations/bookings");
        Path project = folder.resolve("graph");
        ProjectFolder files = new ProjectFolder(project);
        for (String name : List.of("alembic.ini", "env.py")) {
            files.write(name, Files.readString(bookings.resolve(name)));
        }
        GRAPH.forEach((id, needs) -> files.write("versions/" + id + ".py", revision(id, needs)));
    }

    private static String revision(String id, String needs) {
        String[] parts = needs.split("\\|", 2);
        return """
                \"""Table %1$s\"""
                from alembic import op
                import sqlalchemy as sa

                revision = "%1$s"
                down_revision = %2$s
                depends_on = %3$s


                def upgrade():
                    op.create_table("t_%1$s", sa.Column("id", sa.Integer, primary_key=True))


                def downgrade():
                    op.drop_table("t_%1$s")
                """.formatted(id, tuple(parts[0]), tuple(parts.length > 1 ? parts[1] : ""));
    }

    private static String tuple(String ids) {
        return ids.isEmpty() ? "None" : "(\"" + ids.replace(",", "\", \"") + "\",)";
    }

    private static Set<String> needs(String id) {
        Set<String> needs =
                new LinkedHashSet<>(List.of(GRAPH.getOrDefault(id, "").split("[,|]")));
        needs.remove("");
        return needs;
    }

    /** Every set of revisions that has all that its members need. */
    private static List<Set<String>> states() {
        List<String> all = GRAPH.keySet().stream().sorted().toList();
        List<Set<String>> states = new ArrayList<>();
        for (int bits = 0; bits < 1 << all.size(); bits++) {
            Set<String> state = new TreeSet<>();
            for (int i = 0; i < all.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    state.add(all.get(i));
                }
            }
            if (state.stream().allMatch(id -> state.containsAll(needs(id)))) {
                states.add(state);
            }
        }
        return states;
    }

    private AlembicTarget target(TestDatabase database) {
        return new AlembicTarget(folder.resolve("graph"), "main", database, "BOOKINGS_DATABASE_URL");
    }

    /** The members of a state that are not in another one, each after what it needs. */
    private static List<String> missing(Set<String> from, Set<String> to) {
        List<String> order = new ArrayList<>();
        Set<String> open = new TreeSet<>(to);
        open.removeAll(from);
        Set<String> done = new TreeSet<>(from);
        while (!open.isEmpty()) {
            String next = open.stream()
                    .filter(id -> done.containsAll(needs(id)))
                    .findFirst()
                    .orElseThrow();
            open.remove(next);
            done.add(next);
            order.add(next);
        }
        return order;
    }

    /** Alembic's own functions, for states that no single command names. */
    private static final String DRIVE = """
            import sys
            from alembic.config import Config
            from alembic.script import ScriptDirectory
            from alembic.runtime.environment import EnvironmentContext
            from alembic.runtime.migration import MigrationStep

            config = Config("alembic.ini")
            scripts = ScriptDirectory.from_config(config)
            for line in sys.stdin:
                for word in line.split():
                    make = MigrationStep.upgrade_from_script if word[0] == "+" else MigrationStep.downgrade_from_script
                    def steps(heads, context):
                        return [make(scripts.revision_map, scripts.get_revision(word[1:]))]
                    with EnvironmentContext(config, scripts, fn=steps):
                        scripts.run_env()
                print("done", flush=True)
            """;

    private static String words(Set<String> from, Set<String> to) {
        List<String> words = new ArrayList<>();
        Set<String> kept = new TreeSet<>(from);
        kept.retainAll(to);
        missing(kept, from).reversed().forEach(id -> words.add("-" + id));
        missing(kept, to).forEach(id -> words.add("+" + id));
        return String.join(" ", words);
    }

    /** Down by what nothing else that goes needs, with all that depends on it; up to what nothing else that comes needs. */
    private static void switchback(AlembicTarget target, Switchback project, Set<String> from, Set<String> to) {
        Set<String> gone = new TreeSet<>(from);
        gone.removeAll(to);
        Set<String> come = new TreeSet<>(to);
        come.removeAll(from);
        try (TargetDatabase database = project.on(target.database().settings())) {
            gone.stream()
                    .filter(id -> Collections.disjoint(needs(id), gone))
                    .forEach(id -> run(database, Direction.DOWN, new Selection.Only(new MigrationId(id))));
            come.stream()
                    .filter(id -> come.stream().noneMatch(other -> needs(other).contains(id)))
                    .forEach(id -> run(database, Direction.UP, new Selection.Target(new MigrationId(id))));
        }
    }

    private static void run(TargetDatabase database, Direction direction, Selection selection) {
        PlanOutcome outcome =
                database.plan(new PlanRequest(direction, selection, Optional.empty(), PlanRequest.Options.DEFAULT));
        if (outcome instanceof PlanOutcome.Refused refused) {
            // what two of them need, the first has taken back already
            assertThat(direction).as(refused.toString()).isEqualTo(Direction.DOWN);
            assertThat(refused.toString()).contains("not applied");
            return;
        }
        assertThat(database.run(
                        (Plan) outcome,
                        RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                        RunListener.SILENT,
                        new Cancellation()))
                .isInstanceOf(RunOutcome.Completed.class);
    }

    /** A walk over all states in which each follows each other one once. */
    private static List<Set<String>> walk(List<Set<String>> states) {
        int size = states.size();
        List<Deque<Integer>> ways = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Deque<Integer> way = new ArrayDeque<>();
            for (int j = 0; j < size; j++) {
                if (i != j) {
                    way.add(j);
                }
            }
            ways.add(way);
        }
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        List<Set<String>> walk = new ArrayList<>();
        while (!open.isEmpty()) {
            Deque<Integer> way = ways.get(open.peek());
            if (way.isEmpty()) {
                walk.add(states.get(open.pop()));
            } else {
                open.push(way.remove());
            }
        }
        return walk.reversed();
    }

    @Test
    void betweenAnyTwoStatesBothLeaveTheSame() {
        List<Set<String>> states = states();
        List<Set<String>> walk = walk(states);
        assertThat(states).hasSize(15);
        assertThat(walk).hasSize(15 * 14 + 1).startsWith(Set.of());
        AlembicTarget alembic = target(TestDatabases.postgres());
        AlembicTarget switchback = target(TestDatabases.postgres());
        Switchback project = Switchback.open(folder.resolve("graph"));
        try (Alembic.Talk talk = alembic.alembic().talk(DRIVE)) {
            for (int i = 1; i < walk.size(); i++) {
                Set<String> from = walk.get(i - 1);
                Set<String> to = walk.get(i);
                talk.ask(words(from, to));
                switchback(switchback, project, from, to);
                assertThat(switchback.heads()).as(from + " to " + to).isEqualTo(alembic.heads());
                assertThat(switchback.structure()).as(from + " to " + to).isEqualTo(alembic.structure());
            }
        }
    }

    @Test
    void commandsOfBothMeanTheSame() {
        for (String target : List.of("b1", "m1", "n2", "n1", "b2")) {
            AlembicTarget alembic = target(TestDatabases.postgres());
            AlembicTarget switchback = target(TestDatabases.postgres());
            alembic.alembic().run("upgrade", target);
            switchback.run(Direction.UP, new Selection.Target(new MigrationId(target)));
            assertThat(switchback.heads()).as("upgrade " + target).isEqualTo(alembic.heads());

            alembic.alembic().run("upgrade", "heads");
            switchback.run(Direction.UP, new Selection.Everything());
            assertThat(switchback.heads()).isEqualTo(alembic.heads());

            alembic.alembic().run("downgrade", target);
            if (!target.equals("m1") && !target.equals("n2")) {
                switchback.run(Direction.DOWN, new Selection.Target(new MigrationId(target)));
            }
            assertThat(switchback.heads()).as("downgrade " + target).isEqualTo(alembic.heads());
            assertThat(switchback.structure()).as("downgrade " + target).isEqualTo(alembic.structure());
        }
    }
}
