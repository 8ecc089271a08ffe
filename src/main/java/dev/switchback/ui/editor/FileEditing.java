package dev.switchback.ui.editor;

import dev.switchback.engine.source.SourceStore;
import dev.switchback.engine.source.SourceStore.Opened;
import dev.switchback.engine.source.SourceStore.Saved;
import dev.switchback.ui.editor.Drafts.Draft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The file that is being edited: what the disk has, what the user has, and how the two come together. */
final class FileEditing {

    private final Drafts drafts;
    private final Clock clock;
    private Optional<Opened> opened = Optional.empty();

    FileEditing(Drafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    /**
     * What to show of a file.
     *
     * @param draft an edit that was not saved; its text is what to show
     */
    record Loaded(Opened file, Optional<Draft> draft) {

        String text() {
            return draft.map(Draft::text).orElse(file.text());
        }

        /** Whether another program changed the file after the edit was begun. */
        boolean isOvertaken() {
            return draft.filter(edit -> !edit.digest().equals(file.digest())).isPresent();
        }
    }

    /** Reads a file, and the edit of it that was not saved. */
    static Loaded load(Path path, Drafts drafts) throws IOException {
        Opened file = SourceStore.open(path);
        Optional<Draft> draft = drafts.find(path).filter(edit -> !edit.text().equals(file.text()));
        return new Loaded(file, draft);
    }

    /** Begins with what was loaded. An overtaken edit stays based on what it began with, so that saving it asks. */
    void begin(Loaded loaded) {
        opened = Optional.of(loaded.draft()
                .map(draft -> new Opened(loaded.file().file(), loaded.file().text(), draft.digest()))
                .orElse(loaded.file()));
    }

    /** Nothing is edited any more. */
    void end() {
        opened = Optional.empty();
    }

    Optional<Path> file() {
        return opened.map(Opened::file);
    }

    boolean isDirty(String text) {
        return opened.filter(file -> !file.text().equals(text)).isPresent();
    }

    /** Keeps the text as a draft while it differs from the file. */
    void keep(String text) {
        opened.ifPresent(file -> {
            if (isDirty(text)) {
                drafts.keep(new Draft(file.file(), file.digest(), text, clock.instant()));
            } else {
                drafts.drop(file.file());
            }
        });
    }

    /** Saves; what another program wrote meanwhile is never overwritten. */
    Saved save(String text) throws IOException {
        Opened file = opened.orElseThrow();
        Saved saved = SourceStore.save(file.file(), text, file.digest());
        if (saved instanceof Saved.Done done) {
            opened = Optional.of(done.now());
            drafts.drop(file.file());
        }
        return saved;
    }

    /** Takes what another program wrote as the new beginning, and keeps the user's text on top of it. */
    void rebase(Opened theirs) {
        opened = Optional.of(theirs);
    }

    /** Gives the edit up; the text of the file is what is left. */
    void discard() {
        opened.ifPresent(file -> drafts.drop(file.file()));
    }
}
