package dev.switchback.ui;

import dev.switchback.engine.migration.Project;
import dev.switchback.engine.source.Fingerprints;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/** Follows changes on disk: looks at names, sizes and times of the project's files once in a while. */
final class FolderWatch {

    private static final Duration PAUSE = Duration.seconds(2);
    private static final int DEEPEST = 5;

    private final Workspace workspace;
    private final Timeline clock = new Timeline(new KeyFrame(PAUSE, event -> look()));
    private String seen = "";

    FolderWatch(Workspace workspace) {
        this.workspace = workspace;
        clock.setCycleCount(Animation.INDEFINITE);
        workspace.projectProperty().addListener((project, before, now) -> seen = "");
    }

    void start() {
        clock.play();
    }

    void stop() {
        clock.stop();
    }

    private void look() {
        if (workspace.tasks().runningProperty().get().isPresent()) {
            return;
        }
        workspace
                .projectProperty()
                .get()
                .ifPresent(open -> workspace.tasks().quietly(() -> state(open.project()), now -> {
                    boolean changed = !seen.isEmpty() && !seen.equals(now);
                    seen = now;
                    if (changed) {
                        workspace.refresh();
                    }
                }));
    }

    private static String state(Project project) {
        try (Stream<Path> files = Files.walk(project.root(), DEEPEST)) {
            return Fingerprints.sha256(files.filter(file ->
                            file.toString().endsWith(".sql") || file.toString().endsWith(".toml"))
                    .map(FolderWatch::mark)
                    .sorted()
                    .collect(Collectors.joining("\n")));
        } catch (IOException | UncheckedIOException unreadable) {
            return "unreadable";
        }
    }

    private static String mark(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return file + " gone";
        }
    }
}
