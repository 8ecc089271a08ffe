package dev.switchback.ui.editor;

import dev.switchback.engine.migration.Finding;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** What was noticed about lines of the shown text: underlined, told under the pointer, and reached by key. */
final class ProblemMarks {

    private static final Duration HOVER = Duration.ofMillis(350);
    private static final double WIDEST = 480;

    private final SqlArea area;
    private final Tooltip told = new Tooltip();
    private List<Finding> findings = List.of();

    ProblemMarks(SqlArea area) {
        this.area = area;
        told.setId("problem");
        told.setWrapText(true);
        told.setMaxWidth(WIDEST);
        told.setAutoHide(true);
        area.setMouseOverTextDelay(HOVER);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> {
            int index = area.offsetToPosition(event.getCharacterIndex(), Bias.Forward)
                    .getMajor();
            tell(area.fileLine(index), event.getScreenPosition());
        });
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> told.hide());
        area.textProperty().addListener((text, before, now) -> told.hide());
    }

    /** Marks the lines of these findings, and no others. */
    void show(List<Finding> noticed) {
        findings = noticed.stream()
                .filter(finding -> finding.line().isPresent() && area.shows(line(finding)))
                .sorted(Comparator.comparingInt(ProblemMarks::line))
                .toList();
        area.underline(findings);
    }

    private static int line(Finding finding) {
        return finding.line().orElseThrow();
    }

    /** The problem below the caret; from the last one round to the first. */
    void next() {
        int caret = caretLine();
        go(findings.stream()
                .filter(each -> line(each) > caret)
                .findFirst()
                .or(() -> findings.stream().findFirst()));
    }

    /** The problem above the caret; from the first one round to the last. */
    void previous() {
        int caret = caretLine();
        List<Finding> upwards = findings.reversed();
        go(upwards.stream()
                .filter(each -> line(each) < caret)
                .findFirst()
                .or(() -> upwards.stream().findFirst()));
    }

    private int caretLine() {
        return area.fileLine(area.getCurrentParagraph());
    }

    private void go(Optional<Finding> finding) {
        finding.ifPresent(each -> {
            area.goToLine(line(each));
            area.requestFocus();
            area.layout();
            area.getCaretBounds().ifPresent(place -> tell(line(each), below(place)));
        });
    }

    private static Point2D below(Bounds caret) {
        return new Point2D(caret.getMinX(), caret.getMaxY());
    }

    private void tell(int line, Point2D place) {
        String text = findings.stream()
                .filter(each -> line(each) == line)
                .map(Finding::message)
                .collect(Collectors.joining("\n"));
        if (!text.isEmpty()) {
            told.setText(text);
            told.show(area, place.getX(), place.getY() + 4);
        }
    }
}
