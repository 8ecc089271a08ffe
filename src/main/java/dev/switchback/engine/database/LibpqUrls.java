package dev.switchback.engine.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an address as other programs than Java's take it, such as Python's. */
public final class LibpqUrls {

    private static final String JDBC = "jdbc:postgresql:";
    private static final Set<String> SHARED = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    private LibpqUrls() {}

    /** Such as {@code postgresql://user@host:5432/name}; empty where it is no PostgreSQL. */
    public static Optional<String> withoutPassword(String jdbcUrl, Optional<String> user) {
        return of(jdbcUrl, user.map(LibpqUrls::encoded));
    }

    /** The same with the password, for the program's environment or input only. */
    public static Optional<String> withPassword(ConnectionSettings settings) {
        String user = encoded(settings.user().orElse(System.getProperty("user.name", "")));
        return of(
                settings.url(),
                Optional.of(settings.password()
                        .map(password -> user + ":" + encoded(password))
                        .orElse(user)));
    }

    private static Optional<String> of(String jdbcUrl, Optional<String> credentials) {
        if (!jdbcUrl.startsWith(JDBC + "//")) {
            return Optional.empty();
        }
        String[] parts = jdbcUrl.substring(JDBC.length() + 2).split("\\?", 2);
        String query = parts.length < 2
                ? ""
                : Arrays.stream(parts[1].split("&"))
                        .filter(parameter -> SHARED.contains(parameter.split("=", 2)[0]))
                        .collect(Collectors.joining("&"));
        return Optional.of("postgresql://" + credentials.map(text -> text + "@").orElse("") + parts[0]
                + (query.isEmpty() ? "" : "?" + query));
    }

    /** What a session finds set, for programs that use PostgreSQL's own library. */
    public static Map<String, String> variables(ConnectionSettings.Session session) {
        Map<String, String> parameters = new LinkedHashMap<>(session.parameters());
        session.lockTimeout().ifPresent(limit -> parameters.put("lock_timeout", String.valueOf(limit.toMillis())));
        session.statementTimeout()
                .ifPresent(limit -> parameters.put("statement_timeout", String.valueOf(limit.toMillis())));
        String options = parameters.entrySet().stream()
                .map(parameter -> "-c " + parameter.getKey() + "="
                        + parameter.getValue().replace("\\", "\\\\").replace(" ", "\\ "))
                .collect(Collectors.joining(" "));
        return options.isEmpty() ? Map.of() : Map.of("PGOPTIONS", options);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
