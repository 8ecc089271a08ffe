package dev.switchback.engine.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A database's address taken apart.
 *
 * @param url a JDBC URL without credentials
 * @param user as the address had it
 * @param password as the address had it; never printed
 */
public record JdbcUrls(String url, Optional<String> user, Optional<String> password) {

    /** Reads {@code jdbc:…}, {@code postgresql://…} and {@code postgres://…}. */
    public static JdbcUrls parse(String text) {
        String address = text.strip();
        if (address.startsWith("jdbc:")) {
            return withoutCredentials(address);
        }
        int scheme = address.indexOf("://");
        if (scheme > 0 && address.substring(0, scheme).toLowerCase(Locale.ROOT).startsWith("postgres")) {
            return postgres(address);
        }
        throw new IllegalArgumentException("not a database address: write jdbc:… or postgresql://host/database");
    }

    private static JdbcUrls postgres(String address) {
        try {
            URI uri = new URI("postgresql" + address.substring(address.indexOf("://")));
            Optional<String> info = Optional.ofNullable(uri.getRawUserInfo());
            String host = Optional.ofNullable(uri.getHost()).orElse("localhost");
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = Optional.ofNullable(uri.getRawQuery())
                    .map(text -> "?" + text)
                    .orElse("");
            JdbcUrls rest = withoutCredentials("jdbc:postgresql://" + host + port + uri.getRawPath() + query);
            return new JdbcUrls(
                    rest.url(),
                    info.map(text -> decode(text.split(":", 2)[0])).or(rest::user),
                    info.filter(text -> text.contains(":"))
                            .map(text -> decode(text.split(":", 2)[1]))
                            .or(rest::password));
        } catch (URISyntaxException failure) {
            throw new IllegalArgumentException("not a database address: " + failure.getReason(), failure);
        }
    }

    /** Parameters called user and password are taken out; they would show in lists and logs. */
    private static JdbcUrls withoutCredentials(String url) {
        boolean h2 = url.startsWith("jdbc:h2:");
        String mark = h2 ? ";" : "\\?";
        String[] parts = url.split(mark, 2);
        if (parts.length == 1) {
            return new JdbcUrls(url, Optional.empty(), Optional.empty());
        }
        String separator = h2 ? ";" : "&";
        String[] parameters = parts[1].split(separator);
        String kept = Arrays.stream(parameters)
                .filter(parameter -> !isCredential(parameter))
                .collect(Collectors.joining(separator));
        String clean = kept.isEmpty() ? parts[0] : parts[0] + (h2 ? ";" : "?") + kept;
        return new JdbcUrls(clean, parameter(parameters, "user"), parameter(parameters, "password"));
    }

    private static boolean isCredential(String parameter) {
        String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
        return name.equals("user") || name.equals("password");
    }

    private static Optional<String> parameter(String[] parameters, String name) {
        return Arrays.stream(parameters)
                .map(parameter -> parameter.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase(name))
                .map(pair -> decode(pair[1]))
                .findFirst();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return url;
    }
}
