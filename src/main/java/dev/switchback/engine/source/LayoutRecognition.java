package dev.switchback.engine.source;

import dev.switchback.engine.migration.Layout;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the layout of a set by what is in its files. */
final class LayoutRecognition {

    private static final Set<HeaderKey> COMMON_WORDS =
            EnumSet.of(HeaderKey.DESCRIPTION, HeaderKey.AUTHOR, HeaderKey.TICKET);

    private LayoutRecognition() {}

    /** What the SQL says where there is any; Python where there is nothing but that. */
    static Layout of(Collection<FileContent> scripts, Collection<FileContent> programs) {
        return scripts.isEmpty() && programs.stream().anyMatch(PythonLayout::isMigration) ? Layout.PYTHON : of(scripts);
    }

    /** Annotated when any file has a marker or a header, and where there is none yet; else plain. */
    static Layout of(Collection<FileContent> contents) {
        return contents.isEmpty() || contents.stream().anyMatch(LayoutRecognition::isAnnotated)
                ? Layout.ANNOTATED
                : Layout.PLAIN;
    }

    /** Whether a script without number is a migration: by its content, or because its content cannot be judged. */
    static boolean belongs(@Nullable FileContent content, Layout layout) {
        return content instanceof FileContent.Unreadable
                || (layout == Layout.ANNOTATED && content != null && isAnnotated(content));
    }

    static boolean isAnnotated(FileContent content) {
        return switch (content) {
            case FileContent.Text text -> isAnnotated(text.text());
            case FileContent.Unreadable unreadable -> false;
        };
    }

    /** {@code -- Author: …} or the like stands above many a plain script; only together do such keys make a header. */
    private static boolean isAnnotated(String text) {
        Set<HeaderKey> keys = HeaderFields.of(text).keys();
        if (keys.size() > 1 || !COMMON_WORDS.containsAll(keys)) {
            return true;
        }
        return text.contains("--")
                && text.lines().anyMatch(line -> Marker.of(line).isPresent());
    }
}
