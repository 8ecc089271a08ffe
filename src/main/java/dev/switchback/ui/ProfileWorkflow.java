package dev.switchback.ui;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.profile.ProfileForm;
import dev.switchback.ui.profile.ProfilesView;
import dev.switchback.ui.profile.SetHomesView;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Region;

/** Saved connections: look at them, add, change, copy, remove, connect. */
final class ProfileWorkflow {

    private final Workspace workspace;
    private final WindowServices services;
    private final RollbackWorkflow.Host host;

    ProfileWorkflow(Workspace workspace, WindowServices services, RollbackWorkflow.Host host) {
        this.workspace = workspace;
        this.services = services;
        this.host = host;
    }

    /** Shows all of them. */
    void list() {
        ProfilesView[] view = new ProfilesView[1];
        view[0] = new ProfilesView(
                services.profiles().list(),
                new ProfilesView.Handlers(
                        like -> form(like.map(ProfileWorkflow::copy), Optional.empty()),
                        known -> form(Optional.of(known), Optional.of(known)),
                        known -> {
                            services.profiles().remove(known.name());
                            view[0].show(services.profiles().list());
                        },
                        this::connect,
                        host::hideDialog));
        view[0].setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(view[0]);
    }

    /** Asks for a new one. */
    void create() {
        form(Optional.empty(), Optional.empty());
    }

    /** Asks for the database of each set, and connects them all. */
    void connectSets() {
        Switchback opened = workspace.projectProperty().get().orElseThrow();
        SetHomesView view = new SetHomesView(
                sets(),
                services.profiles().list(),
                workspace.databases(opened, Optional.empty()),
                new SetHomesView.Handlers(
                        services.desktop()::file,
                        (file, show) -> workspace.tasks().quietly(() -> read(opened, file), show),
                        (words, file) -> {
                            host.hideDialog();
                            workspace.connect(words, file, () -> {});
                        },
                        host::hideDialog));
        view.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(view);
    }

    private SetHomesView.Reading read(Switchback opened, Path file) {
        try {
            return new SetHomesView.Reading.Known(workspace.databases(opened, Optional.of(file)), file);
        } catch (SwitchbackException failure) {
            return new SetHomesView.Reading.Failed(failure);
        }
    }

    private static Profile copy(Profile known) {
        return new Profile(
                known.name() + "-copy",
                known.environment(),
                known.url(),
                known.user(),
                known.secret(),
                known.settings());
    }

    /**
     * @param begin what the form shows first
     * @param replaced the saved one that it stands for
     */
    private void form(Optional<Profile> begin, Optional<Profile> replaced) {
        ProfileForm form = new ProfileForm(
                workspace.tasks(),
                services.secrets(),
                new ProfileForm.Handlers(entry -> save(entry, replaced), host::hideDialog),
                sets(),
                begin);
        form.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(form);
    }

    private List<String> sets() {
        return workspace.projectProperty().get().stream()
                .flatMap(opened -> opened.project().sets().stream())
                .map(MigrationSet::name)
                .toList();
    }

    private void save(ProfileForm.Entry entry, Optional<Profile> replaced) {
        replaced.filter(before -> !before.name().equals(entry.profile().name()))
                .ifPresent(renamed -> services.profiles().remove(renamed.name()));
        services.profiles().save(entry.profile());
        entry.password().ifPresent(password -> services.secrets().remember(entry.profile(), password));
        connect(entry.profile());
    }

    /** Without a project there is nothing to connect: then it is only saved. */
    private void connect(Profile profile) {
        host.hideDialog();
        if (workspace.projectProperty().get().isPresent()) {
            workspace.connect(profile, () -> {});
        }
    }
}
