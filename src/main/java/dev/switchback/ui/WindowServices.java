package dev.switchback.ui;

import dev.switchback.engine.profile.ProfileStore;
import dev.switchback.engine.profile.SampleProject;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.ui.desktop.UserDesktop;
import dev.switchback.ui.editor.Drafts;
import java.util.concurrent.Executor;

/** What the window has of the user's machine. */
public record WindowServices(
        UserFolders folders,
        ProfileStore profiles,
        Secrets secrets,
        WindowMemory memory,
        Zoom zoom,
        UserDesktop desktop) {

    /**
     * The services of a real window.
     *
     * @param writing where small files of the window's own are written
     */
    public static WindowServices of(UserFolders folders, Secrets secrets, Executor writing, UserDesktop desktop) {
        WindowMemory memory = new WindowMemory(folders.config().resolve("window.json"), writing);
        return new WindowServices(
                folders, new ProfileStore(folders.profiles()), secrets, memory, new Zoom(memory), desktop);
    }

    String logFile() {
        return folders.state().resolve("switchback.log").toString();
    }

    Drafts drafts(Executor writing) {
        return new Drafts(folders.state().resolve("drafts"), writing);
    }

    SampleProject sample() {
        return SampleProject.in(folders.state().resolve("sample"));
    }
}
