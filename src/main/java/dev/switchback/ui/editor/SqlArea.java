package dev.switchback.ui.editor;

import dev.switchback.ui.code.SqlStyles;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.fxmisc.richtext.CodeArea;

/** A text area for SQL with line numbers and highlighting. */
public final class SqlArea extends CodeArea {

    private int firstLine = 1;

    public SqlArea() {
        getStyleClass().add("code");
        setParagraphGraphicFactory(this::lineNumber);
        textProperty().addListener((text, before, now) -> highlight(now));
    }

    /** Shows a text from its beginning; the text that is there already stays where it is, without its marks. */
    public void show(String text) {
        if (text.equals(getText())) {
            for (int line = 0; line < getParagraphs().size(); line++) {
                clearParagraphStyle(line);
            }
            return;
        }
        replaceText(text);
        highlight(text);
        moveTo(0);
        requestFollowCaret();
    }

    /** The line of the file on which the shown text begins. */
    public void setFirstLine(int line) {
        if (firstLine != line) {
            firstLine = line;
            setParagraphGraphicFactory(this::lineNumber);
        }
    }

    private Node lineNumber(int index) {
        Label number = new Label(String.valueOf(firstLine + index));
        number.getStyleClass().add("lineno");
        return number;
    }

    private void highlight(String text) {
        SqlStyles.of(text).ifPresent(spans -> setStyleSpans(0, spans));
    }

    /** Marks a line of the file, such as one with an error. */
    public void markLine(int fileLine, String styleClass) {
        int index = fileLine - firstLine;
        if (index >= 0 && index < getParagraphs().size()) {
            setParagraphStyle(index, List.of(styleClass));
        }
    }

    /** Puts the caret on a line of the file and shows it. */
    public void goToLine(int fileLine) {
        int index = Math.clamp(fileLine - firstLine, 0, getParagraphs().size() - 1);
        moveTo(index, 0);
        requestFollowCaret();
    }
}
