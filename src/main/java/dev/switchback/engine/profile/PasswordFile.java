package dev.switchback.engine.profile;

import dev.switchback.engine.database.JdbcUrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's password file: {@code host:port:database:user:password}, see chapter "The Password File" of its manual. */
final class PasswordFile {

    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:postgresql://([^:/?]+|\\[[^]]+])(?::([0-9]+))?/([^?]*).*");

    private final Path file;

    PasswordFile(Map<String, String> environment) {
        this.file = Optional.ofNullable(environment.get("PGPASSFILE"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".pgpass"));
    }

    /** The password of the first line that fits; empty as well when others may read the file. */
    Optional<String> find(String jdbcUrl, String user) {
        Matcher address = ADDRESS.matcher(JdbcUrls.parse(jdbcUrl).url());
        if (!address.matches() || !Files.isReadable(file) || isReadByOthers()) {
            return Optional.empty();
        }
        String port = Optional.ofNullable(address.group(2)).orElse("5432");
        List<String> wanted = List.of(address.group(1), port, address.group(3), user);
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(PasswordFile::fields)
                    .filter(fields -> fields.size() == 5 && fits(fields, wanted))
                    .map(List::getLast)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isReadByOthers() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException noSuchPermissions) {
            return false;
        }
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A backslash keeps the colon or backslash after it. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
