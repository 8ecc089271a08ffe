package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {

    @Test
    void tiesKeepTheGivenOrder() {
        DependencyOrder<String> order =
                DependencyOrder.of(List.of("a", "b", "c", "d"), Map.of("a", List.of("d"), "c", List.of("b")));

        assertThat(order.sorted()).containsExactly("b", "c", "d", "a");
        assertThat(order.cycles()).isEmpty();
    }

    @Test
    void whatIsPartOfACycleOrNeedsOneComesLast() {
        DependencyOrder<String> order = DependencyOrder.of(
                List.of("a", "b", "c", "d", "e"),
                Map.of("a", List.of("b"), "b", List.of("c"), "c", List.of("b", "d"), "e", List.of("d")));

        assertThat(order.sorted()).containsExactly("d", "e", "a", "b", "c");
        assertThat(order.cycles()).containsExactly(List.of("b", "c"));
    }

    @Test
    void everyMemberOfEveryCycleIsNamed() {
        DependencyOrder<String> order = DependencyOrder.of(
                List.of("a", "b", "c", "between", "x", "y"),
                Map.of(
                        "a", List.of("a"),
                        "b", List.of("c"),
                        "c", List.of("b", "between"),
                        "between", List.of("x"),
                        "x", List.of("y"),
                        "y", List.of("x")));

        assertThat(order.cycles()).containsExactly(List.of("a"), List.of("b", "c"), List.of("x", "y"));
    }

    @Test
    void needsThatAreNotAmongTheGivenAreIgnored() {
        assertThat(DependencyOrder.of(List.of("a"), Map.of("a", List.of("nowhere")))
                        .sorted())
                .containsExactly("a");
    }

    @Test
    void longChainsAndLongCyclesNeedNoDeepStack() {
        int size = 20_000;
        List<Integer> given = IntStream.range(0, size).boxed().toList();
        Map<Integer, List<Integer>> chain = new HashMap<>();
        given.forEach(i -> chain.put(i, i + 1 < size ? List.of(i + 1) : List.of()));

        assertThat(DependencyOrder.of(given, chain).sorted())
                .startsWith(size - 1)
                .endsWith(0);

        chain.put(size - 1, List.of(0));
        assertThat(DependencyOrder.of(given, chain).cycles().getFirst()).hasSize(size);
    }
}
