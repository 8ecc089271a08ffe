package dev.switchback.ui;

import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.tool.ToolTable;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says once after connecting that another tool has applied what the ledger does not know, and offers to adopt it. */
final class AdoptionNotice {

    private final NoticeBar notice;
    private final Actions actions;
    private Told told = Told.NOTHING;

    AdoptionNotice(NoticeBar notice, Actions actions) {
        this.notice = notice;
        this.actions = actions;
    }

    void follow(Workspace workspace) {
        workspace.statusProperty().addListener((status, before, now) -> show(now));
    }

    private void show(Optional<ProjectStatus> status) {
        Told known = status.map(Told::of).orElse(Told.NOTHING);
        if (!known.equals(Told.NOTHING) && !known.equals(told)) {
            String tables = status.orElseThrow().tools().stream()
                    .map(ToolTable::sentence)
                    .collect(Collectors.joining(", "));
            notice.show(
                    NoticeBar.Tone.INFO,
                    known.text(tables),
                    AppAction.ADOPT.text(),
                    () -> actions.perform(AppAction.ADOPT));
        }
        told = known;
    }

    /** How many another tool applied, and took back, of which the ledger does not know. */
    private record Told(long applied, long takenBack) {

        static final Told NOTHING = new Told(0, 0);

        static Told of(ProjectStatus status) {
            return new Told(
                    status.count(FindingCode.RECORDED_ELSEWHERE), status.count(FindingCode.TAKEN_BACK_ELSEWHERE));
        }

        String text(String tables) {
            return takenBack == 0
                    ? Texts.get("adoption.notice", tables, applied)
                    : Texts.get("adoption.notice.back", tables, applied, takenBack);
        }
    }
}
