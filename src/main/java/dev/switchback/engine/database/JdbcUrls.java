package dev.switchback.engine.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A database's address taken apart.
 *
 * @param url a JDBC URL without credentials
 * @param user as the address had it
 * @param password as the address had it; never printed
 */
public record JdbcUrls(String url, Optional<String> user, Optional<String> password) {

    private static final Pattern POSTGRES = Pattern.compile(
            "(?i)(?:jdbc:)?postgres(?:ql)?(?:\\+[a-z0-9]+)?://(?:(?<info>[^/]*)@)?(?<hosts>[^/?@]*)(?<rest>/[^?@]*)?(?<query>\\?.*)?");

    private static final Pattern HOSTS = Pattern.compile("(?:(?:\\[[^]]+]|[^:,\\[\\]]*)(?::[0-9]+)?(?:,|$))*");

    private static final Pattern MODE_OF_ASYNCPG =
            Pattern.compile("([?&])ssl=(?=(?:disable|allow|prefer|require|verify-ca|verify-full)(?:&|$))");

    /** What looks like a password in an address: between colon and at-sign, or behind {@code password=}. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(://[^/:@\\s]*:)[^\\s]*(?=@)|((?:password|passwd|pwd)=)[^&;\\s'\"]*");

    /**
     * Reads {@code jdbc:…}, {@code postgresql://…} and {@code postgres://…}; also {@code postgresql+asyncpg://…} and the
     * like, as Python's SQLAlchemy names its drivers.
     */
    public static JdbcUrls parse(String text) {
        String address = text.strip();
        Matcher postgres = POSTGRES.matcher(address);
        if (postgres.matches() && HOSTS.matcher(postgres.group("hosts")).matches()) {
            return postgres(postgres);
        }
        if (address.startsWith("jdbc:") && !address.startsWith("jdbc:postgresql://")) {
            return withoutCredentials(address);
        }
        throw new IllegalArgumentException("not a database address: write jdbc:… or postgresql://host:port/database; "
                + "/, ?, # and % in a user or password are written %2F, %3F, %23 and %25");
    }

    /** Text for people, with everything that looks like a password in an address taken out. */
    public static String masked(String text) {
        return SECRET.matcher(text).replaceAll("$1$2***");
    }

    private static JdbcUrls postgres(Matcher address) {
        Optional<String> info = Optional.ofNullable(address.group("info"));
        String hosts = address.group("hosts").isEmpty() ? "localhost" : address.group("hosts");
        JdbcUrls rest = withoutCredentials("jdbc:postgresql://" + hosts
                + Optional.ofNullable(address.group("rest")).orElse("/")
                + Optional.ofNullable(address.group("query"))
                        .map(JdbcUrls::inJdbcsWords)
                        .orElse(""));
        return new JdbcUrls(
                rest.url(),
                info.map(text -> decode(text.split(":", 2)[0]))
                        .filter(user -> !user.isEmpty())
                        .or(rest::user),
                info.filter(text -> text.contains(":"))
                        .map(text -> decode(text.split(":", 2)[1]))
                        .or(rest::password));
    }

    /** Python's asyncpg says {@code ssl=require}, which is {@code sslmode=require} to everybody else. */
    private static String inJdbcsWords(String query) {
        return MODE_OF_ASYNCPG.matcher(query).replaceAll("$1sslmode=");
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
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strayPercent) {
            throw new IllegalArgumentException("not a database address: a % stands for itself only as %25");
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
