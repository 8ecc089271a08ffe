package dev.switchback.ui.difference;

import dev.switchback.engine.difference.DifferenceRow.Mark;
import dev.switchback.engine.difference.TextDifference;
import dev.switchback.ui.code.SqlStyles;
import dev.switchback.ui.code.TabOrder;
import dev.switchback.ui.difference.DifferenceSide.SideLine;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** Shows two texts side by side, line by line, with lines and words that differ marked; both scroll together. */
public final class SideBySideView extends HBox {

    private final Column left = new Column("left");
    private final Column right = new Column("right");

    public SideBySideView() {
        getStyleClass().add("side-by-side");
        setId("side-by-side");
        getChildren().addAll(left, right);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.pane.estimatedScrollYProperty().bindBidirectional(right.pane.estimatedScrollYProperty());
    }

    /** Shows a comparison; the titles stand above the columns. */
    public void show(Heading leftHeading, String leftText, Heading rightHeading, String rightText) {
        TextDifference difference = TextDifference.between(leftText, rightText);
        left.show(leftHeading, DifferenceSide.left(difference));
        right.show(rightHeading, DifferenceSide.right(difference));
    }

    /**
     * What stands above a column.
     *
     * @param title what the text is
     * @param remark when and by whom; may be empty
     */
    public record Heading(String title, String remark) {}

    /** One text under its heading. */
    private static final class Column extends VBox {

        private final Label title = new Label();
        private final Label remark = new Label();
        private final CodeArea area = new CodeArea();
        private final VirtualizedScrollPane<CodeArea> pane = new VirtualizedScrollPane<>(area);
        private List<SideLine> lines = List.of();

        Column(String side) {
            getStyleClass().addAll("difference-column", side);
            setMinWidth(0);
            setPrefWidth(400);
            title.getStyleClass().add("difference-title");
            remark.getStyleClass().add("difference-remark");
            HBox heading = new HBox(title, remark);
            heading.getStyleClass().add("difference-heading");
            area.setId("difference-" + side);
            area.setEditable(false);
            TabOrder.leads(area);
            area.getStyleClass().addAll("code", "difference-code");
            area.setParagraphGraphicFactory(this::lineNumber);
            VBox.setVgrow(pane, Priority.ALWAYS);
            getChildren().addAll(heading, pane);
        }

        void show(Heading heading, DifferenceSide side) {
            title.setText(heading.title());
            remark.setText(heading.remark());
            lines = side.lines();
            area.replaceText(side.text());
            SqlStyles.of(side.text()).ifPresent(spans -> area.setStyleSpans(0, spans));
            for (int i = 0; i < lines.size(); i++) {
                style(i, lines.get(i));
            }
            area.moveTo(0);
            area.requestFollowCaret();
        }

        private void style(int index, SideLine line) {
            area.setParagraphStyle(index, List.of("line-" + line.look().name().toLowerCase(Locale.ROOT)));
            Collection<String> word = List.of("differing-word");
            if (area.getParagraphLength(index) <= SqlStyles.LONGEST_STYLED_LINE) {
                for (Mark mark : line.marks()) {
                    area.setStyle(line.start() + mark.start(), line.start() + mark.end(), word);
                }
            }
        }

        private Node lineNumber(int index) {
            Label number = new Label(
                    index < lines.size()
                            ? lines.get(index).number().map(String::valueOf).orElse("")
                            : "");
            number.getStyleClass().add("lineno");
            return number;
        }
    }
}
