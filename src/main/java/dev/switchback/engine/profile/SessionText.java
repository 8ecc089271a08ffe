package dev.switchback.engine.profile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Server settings of a profile's session as one line: {@code role=owner; search_path=shop, public}. */
public final class SessionText {

    private SessionText() {}

    /** Empty where a part has no {@code =}, or no name before it. */
    public static Optional<Map<String, String>> parse(String text) {
        Map<String, String> parameters = new TreeMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (part.isBlank()) {
                continue;
            }
            if (equals < 1 || part.substring(0, equals).isBlank()) {
                return Optional.empty();
            }
            parameters.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return Optional.of(parameters);
    }

    public static String of(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("; "));
    }
}
