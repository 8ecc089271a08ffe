package dev.switchback.ui;

import dev.switchback.ui.profile.ProfileForm;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.workspace.Workspace;
import javafx.scene.layout.Region;

/** Opens the form of a new connection, saves what was entered and connects. */
final class ProfileDialog {

    private final Workspace workspace;
    private final WindowServices services;
    private final RollbackWorkflow.Host host;

    ProfileDialog(Workspace workspace, WindowServices services, RollbackWorkflow.Host host) {
        this.workspace = workspace;
        this.services = services;
        this.host = host;
    }

    void open() {
        ProfileForm form = new ProfileForm(
                workspace.tasks(), services.secrets(), new ProfileForm.Handlers(this::save, host::hideDialog));
        form.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(form);
    }

    private void save(ProfileForm.Entry entry) {
        host.hideDialog();
        services.profiles().save(entry.profile());
        entry.password().ifPresent(password -> services.secrets().remember(entry.profile(), password));
        workspace.connect(entry.profile(), () -> {});
    }
}
