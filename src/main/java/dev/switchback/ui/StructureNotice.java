package dev.switchback.ui;

import dev.switchback.engine.StructureDetection;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;

/** Says once after connecting that a database has tables and no record, and offers to find out how far it is. */
final class StructureNotice {

    private final NoticeBar notice;
    private final Actions actions;
    private final Workspace workspace;
    private Optional<Profile> looked = Optional.empty();

    StructureNotice(NoticeBar notice, Actions actions, Workspace workspace) {
        this.notice = notice;
        this.actions = actions;
        this.workspace = workspace;
    }

    void follow() {
        workspace
                .statusProperty()
                .addListener((status, before, now) -> now.ifPresentOrElse(this::look, () -> looked = Optional.empty()));
    }

    /** Only where nothing is recorded is the structure read, which is short in an empty database. */
    private void look(ProjectStatus status) {
        Optional<Profile> connected = workspace.profileProperty().get();
        if (connected.isEmpty() || looked.equals(connected) || !isWithoutRecord(status)) {
            return;
        }
        looked = connected;
        Switchback project = workspace.projectProperty().get().orElseThrow();
        status.sets().stream()
                .map(SetStatus::set)
                .findFirst()
                .ifPresent(set -> workspace.quietlyBeside(
                        server -> isWorthALook(new StructureDetection(server, project, set)), worth -> {
                            if (worth && workspace.profileProperty().get().equals(connected)) {
                                show();
                            }
                        }));
    }

    /** Nobody asked for this look, so that nobody is bothered when it is not possible; the action itself says why. */
    private static boolean isWorthALook(StructureDetection detection) {
        try {
            return detection.isWorthALook();
        } catch (SwitchbackException unasked) {
            return false;
        }
    }

    private static boolean isWithoutRecord(ProjectStatus status) {
        return status.tools().isEmpty()
                && status.open() > 0
                && status.sets().stream()
                        .flatMap(set -> set.migrations().stream())
                        .allMatch(migration -> migration.row().isEmpty());
    }

    private void show() {
        notice.show(
                NoticeBar.Tone.INFO,
                Texts.get("course.notice"),
                AppAction.ADOPT_STRUCTURE.text(),
                () -> actions.perform(AppAction.ADOPT_STRUCTURE));
    }
}
