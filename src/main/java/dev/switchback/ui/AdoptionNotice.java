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
    private long told;

    AdoptionNotice(NoticeBar notice, Actions actions) {
        this.notice = notice;
        this.actions = actions;
    }

    void follow(Workspace workspace) {
        workspace.statusProperty().addListener((status, before, now) -> show(now));
    }

    private void show(Optional<ProjectStatus> status) {
        long known =
                status.map(now -> now.count(FindingCode.RECORDED_ELSEWHERE)).orElse(0L);
        if (known > 0 && known != told) {
            String tables = status.orElseThrow().tools().stream()
                    .map(ToolTable::sentence)
                    .collect(Collectors.joining(", "));
            notice.show(
                    NoticeBar.Tone.INFO,
                    Texts.get("adoption.notice", tables, known),
                    AppAction.ADOPT.text(),
                    () -> actions.perform(AppAction.ADOPT));
        }
        told = known;
    }
}
