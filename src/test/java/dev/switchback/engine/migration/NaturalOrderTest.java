package dev.switchback.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NaturalOrderTest {

    static Stream<List<String>> inOrder() {
        return Stream.of(
                List.of("2_b", "10_a"),
                List.of("001_a", "002_b", "010_c", "100_d"),
                List.of("V1__a", "V1_1__b", "V1_2__c", "V1_10__d", "V2__e"),
                List.of("V1__b", "V1.1__a", "V1.2__a", "V1_10__a", "V2__a"),
                List.of("V01__b", "v1.0.1__a", "V1.01__a", "V1_1_1__a", "V1.2__a"),
                List.of("U1__b", "U1.1__a"),
                List.of("1_b", "1.1_a", "1.2_a", "1.10_a", "2_a"),
                List.of("2.0_b", "2.0.1-a", "2.1_a"),
                List.of("V4_99_1561608282__a", "V4_100__b"),
                List.of("20251007_1050-001_a", "20251007_1050-002_b", "20251007_1051-001_c"),
                List.of("00000000000000_setup", "2019-01-01-123456_a", "2019-01-02-000000_b"),
                // 14, 16, 17 and 20 digits, and hyphens
                List.of(
                        "20180101120000_a",
                        "2018010212000055_b",
                        "20180103120000555_c",
                        "2018-01-04-120000_d",
                        "20180105120000555777_e",
                        "20180106120000_f"),
                List.of("001_a", "20240101120000_b"),
                List.of("a b", "a_c", "ab"));
    }

    @ParameterizedTest
    @MethodSource("inOrder")
    void namesAreSortedAsPeopleCount(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(7));

        shuffled.sort(NaturalOrder.INSTANCE);

        assertThat(shuffled).isEqualTo(names);
    }

    @Test
    void orderNeverContradictsItself() {
        Random random = new Random(11);
        List<String> parts = List.of(
                "1",
                "01",
                "2",
                "2018",
                "20180101",
                "2018-01-01",
                "20180101120000",
                "V",
                "V1",
                "_",
                "-",
                ".",
                ".1",
                "a");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int part = random.nextInt(1, 6); part > 0; part--) {
                name.append(parts.get(random.nextInt(parts.size())));
            }
            names.add(name.toString());
        }

        names.sort(NaturalOrder.INSTANCE);

        for (int i = 0; i + 50 < names.size(); i++) {
            assertThat(NaturalOrder.INSTANCE.compare(names.get(i), names.get(i + 50)))
                    .as(names.get(i) + " before " + names.get(i + 50))
                    .isNotPositive();
        }
    }
}
