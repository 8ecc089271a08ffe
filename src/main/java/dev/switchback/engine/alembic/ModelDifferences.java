package dev.switchback.engine.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What the project's models have and the database has not, or has otherwise, as Alembic sees it.
 *
 * @param code of Python that would make the difference go away, as autogenerate writes it
 */
public record ModelDifferences(List<Difference> differences, String code) {

    public ModelDifferences {
        differences = List.copyOf(differences);
    }

    /**
     * One of them.
     *
     * @param change in Alembic's words, such as {@code add_column}
     * @param object such as {@code bookings.note}
     * @param before as the database has it, where something is to be modified
     * @param after as the models have it
     */
    public record Difference(String change, String object, Optional<String> before, Optional<String> after) {

        static Difference of(JsonNode node) {
            return new Difference(
                    node.path("change").asText(),
                    node.path("object").asText(),
                    Optional.ofNullable(node.path("before").textValue()),
                    Optional.ofNullable(node.path("after").textValue()));
        }

        /** Such as {@code modify type of bookings.note: INTEGER, in the models VARCHAR(20)}. */
        public String sentence() {
            String words = change.replace('_', ' ');
            return change.startsWith("modify_")
                    ? words + " of " + object + ": " + before.orElse("nothing") + ", in the models "
                            + after.orElse("nothing")
                    : words + " " + object;
        }
    }
}
