package dev.switchback.ui.details;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Dependents;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Moments;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Everything about the selected migration. */
public final class DetailsView extends ScrollPane {

    private static final int SHOWN_LINKS = 12;
    private static final double LINK_WIDTH = 135;

    private final Workspace workspace;
    private final Actions actions;
    private final VBox content = new VBox();
    private final GridPane facts = new GridPane();

    public DetailsView(Workspace workspace, Actions actions) {
        this.workspace = workspace;
        this.actions = actions;
        setId("details");
        getStyleClass().add("details");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        content.getStyleClass().add("details-content");
        facts.getStyleClass().add("facts");
        setContent(content);
        workspace.selectedProperty().addListener((selected, before, now) -> show());
        workspace.setsProperty().addListener((sets, before, now) -> show());
        show();
    }

    private void show() {
        content.getChildren().clear();
        content.getChildren().add(heading(Texts.get("details.heading")));
        Optional<MigrationStatus> status = workspace.selectedStatus();
        if (status.isEmpty()) {
            content.getChildren().add(muted(Texts.get("details.none")));
            return;
        }
        show(workspace.selectedProperty().get().orElseThrow(), status.get());
    }

    private void show(MigrationKey key, MigrationStatus status) {
        Label title = new Label(status.id().value().replace('_', ' '));
        title.getStyleClass().add("details-title");
        title.setWrapText(true);
        content.getChildren().add(title);
        status.migration()
                .map(migration -> migration.header().description())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> content.getChildren().add(muted(text)));
        facts.getChildren().clear();
        content.getChildren().add(facts);
        facts(key, status);
        notes(status);
        problems(status);
    }

    private void facts(MigrationKey key, MigrationStatus status) {
        StateLook look = StateLook.of(status);
        Label state = new Label(look.sign() + " " + look.word());
        state.getStyleClass().addAll("state-sign", look.styleClass());
        fact("details.state", state);
        status.row().ifPresent(row -> {
            row.execution().appliedAt().ifPresent(at -> fact("details.applied", text(Moments.text(at))));
            fact(
                    "details.took",
                    text(Texts.get("details.ms", row.execution().time().toMillis())));
        });
        Dependents dependents = workspace.setsProperty().get().stream()
                .filter(set -> set.set().name().equals(key.set()))
                .findFirst()
                .map(Dependents::of)
                .orElseThrow();
        fact("details.needs", links(key, dependents.needs(key.id())));
        fact("details.neededBy", links(key, dependents.neededBy(key.id())));
        status.migration().ifPresent(migration -> {
            fact("details.type", text(migration.header().type().text()));
            Label checksum = text(migration.checksum().substring(0, 12) + "…");
            checksum.getStyleClass().add("mono");
            fact("details.checksum", checksum);
        });
    }

    private void notes(MigrationStatus status) {
        status.migration().map(migration -> migration.header().notes()).ifPresent(notes -> {
            notes.irreversible().ifPresent(text -> fact("details.irreversible", wrapped(text)));
            notes.manualSteps().ifPresent(text -> fact("details.manual", wrapped(text)));
            notes.author().ifPresent(text -> fact("details.author", text(text)));
            notes.ticket().ifPresent(text -> fact("details.ticket", text(text)));
        });
    }

    private void fact(String key, Node value) {
        Label name = muted(Texts.get(key));
        name.setMinWidth(82);
        GridPane.setValignment(name, VPos.TOP);
        facts.addRow(facts.getRowCount(), name, value);
    }

    private Node links(MigrationKey key, List<MigrationId> ids) {
        VBox links = new VBox(2);
        links.setMaxWidth(LINK_WIDTH);
        if (ids.isEmpty()) {
            links.getChildren().add(muted("–"));
        }
        ids.stream().limit(SHOWN_LINKS).forEach(id -> {
            Hyperlink link = new Hyperlink(id.value().replace('_', ' '));
            link.setWrapText(true);
            link.setMaxWidth(LINK_WIDTH);
            link.setOnAction(event -> workspace.selectedProperty().set(Optional.of(new MigrationKey(key.set(), id))));
            links.getChildren().add(link);
        });
        if (ids.size() > SHOWN_LINKS) {
            links.getChildren().add(muted(Texts.get("details.more", ids.size() - SHOWN_LINKS)));
        }
        return links;
    }

    private void problems(MigrationStatus status) {
        if (status.findings().isEmpty()) {
            return;
        }
        content.getChildren().add(heading(Texts.get("details.problems")));
        status.findings().forEach(finding -> content.getChildren().add(card(finding)));
    }

    private Node card(Finding finding) {
        Label title = new Label(finding.code().text().replace('_', ' '));
        title.getStyleClass().add("card-title");
        String line = finding.line().isPresent() && !finding.message().startsWith("line ")
                ? Texts.get("details.line", finding.line().getAsInt()) + " "
                : "";
        VBox card = new VBox(title, wrapped(line + finding.message()));
        card.getStyleClass().addAll("card", "card-" + finding.severity().text());
        remedy(finding.code()).ifPresent(action -> {
            Hyperlink link = new Hyperlink(action.text());
            link.setOnAction(event -> actions.perform(action));
            card.getChildren().add(link);
        });
        return card;
    }

    private static Optional<AppAction> remedy(FindingCode code) {
        return switch (code) {
            case MODIFIED, DOWN_CHANGED, COSMETIC -> Optional.of(AppAction.ACCEPT_CHANGE);
            case RENAMED, FAILED -> Optional.of(AppAction.REPAIR);
            case INTERRUPTED -> Optional.of(AppAction.RESUME);
            case RECORDED_ELSEWHERE, TAKEN_BACK_ELSEWHERE -> Optional.of(AppAction.ADOPT);
            default -> Optional.empty();
        };
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("panel-heading");
        return label;
    }

    private static Label muted(String text) {
        Label label = wrapped(text);
        label.getStyleClass().add("muted");
        return label;
    }

    private static Label text(String text) {
        return new Label(text);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }
}
