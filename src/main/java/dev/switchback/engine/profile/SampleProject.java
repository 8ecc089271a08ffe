package dev.switchback.engine.profile;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sample that comes with the program: a copy for the user, and a profile for an embedded database beside it. */
public record SampleProject(Path folder, Profile profile) {

    private static final String RESOURCES = "/dev/switchback/samples/annotated-shop/";
    private static final String PROFILE = "sample";

    /** Copies the sample where it is not there yet; what the user changed in it stays. */
    public static SampleProject in(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : names()) {
                if (!Files.exists(folder.resolve(name))) {
                    Files.writeString(folder.resolve(name), resource(name));
                }
            }
            Path database = folder.resolve(".database").resolve("shop").toAbsolutePath();
            Profile profile = new Profile(
                    PROFILE,
                    Environment.DEVELOPMENT,
                    "jdbc:h2:file:" + database,
                    Optional.of("sa"),
                    new SecretSource.None(),
                    Profile.Settings.OPEN);
            return new SampleProject(folder, profile);
        } catch (IOException failure) {
            throw new SwitchbackException.Unreadable(
                    "no_sample",
                    "cannot copy the sample to " + folder + ": " + failure.getMessage(),
                    "Choose another folder.",
                    Optional.of(folder));
        }
    }

    private static List<String> names() throws IOException {
        return resource("files.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = SampleProject.class.getResourceAsStream(RESOURCES + name)) {
            if (stream == null) {
                throw new IOException("the program lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
