package dev.switchback.ui.editor;

import dev.switchback.engine.migration.Finding;
import dev.switchback.ui.code.SqlStyles;
import dev.switchback.ui.code.TabOrder;
import dev.switchback.ui.editor.TextSearch.Found;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** A text area for SQL with line numbers and highlighting. */
public final class SqlArea extends CodeArea {

    /** Texts of more characters than this have only the lines on the screen coloured, each by itself. */
    private static final int LARGE = 200_000;

    private CodeLanguage language = CodeLanguage.SQL;
    private int firstLine = 1;
    private List<Found> lit = List.of();
    private List<Finding> noticed = List.of();

    public SqlArea() {
        getStyleClass().add("code");
        TabOrder.leads(this);
        setParagraphGraphicFactory(this::lineNumber);
        textProperty().addListener((text, before, now) -> highlight(now));
        getVisibleParagraphs().addModificationObserver(change -> {
            if (getLength() > LARGE) {
                Platform.runLater(this::highlightVisible);
            }
        });
    }

    /** The same for Python. */
    public static SqlArea ofPython() {
        SqlArea area = new SqlArea();
        area.setLanguage(CodeLanguage.PYTHON);
        return area;
    }

    /** Shows a text from its beginning; the text that is there already stays where it is. */
    public void show(String text) {
        if (text.equals(getText())) {
            return;
        }
        replaceText(text);
        moveTo(0);
        requestFollowCaret();
    }

    /** What the next text is written in. */
    void setLanguage(CodeLanguage next) {
        language = next;
    }

    CodeLanguage language() {
        return language;
    }

    /** The line of the file on which the shown text begins. */
    public void setFirstLine(int line) {
        if (firstLine != line) {
            firstLine = line;
            setParagraphGraphicFactory(this::lineNumber);
        }
    }

    /** Whether a line of the file is among those that are shown. */
    boolean shows(int fileLine) {
        return fileLine >= firstLine && fileLine < firstLine + getParagraphs().size();
    }

    private Node lineNumber(int index) {
        Label number = new Label(String.valueOf(firstLine + index));
        number.getStyleClass().add("lineno");
        return number;
    }

    private void highlight(String text) {
        if (text.length() > LARGE) {
            return;
        }
        SqlStyles.of(text, language.spans(text)).ifPresent(spans -> {
            StyleSpans<Collection<String>> all = noticed.isEmpty() ? spans : spans.overlay(lines(text), SqlArea::both);
            setStyleSpans(0, lit.isEmpty() ? all : all.overlay(lights(text), SqlArea::both));
        });
    }

    /** A literal that began further up is not seen here; that is the price of typing without delay. */
    private void highlightVisible() {
        int first = firstVisibleParToAllParIndex();
        int last = Math.min(lastVisibleParToAllParIndex(), getParagraphs().size() - 1);
        for (int index = first; index <= last; index++) {
            int line = index;
            SqlStyles.of(
                            getParagraph(index).getText(),
                            language.spans(getParagraph(index).getText()))
                    .filter(spans -> !spans.equals(getStyleSpans(line)))
                    .ifPresent(spans -> setStyleSpans(line, 0, spans));
        }
    }

    /** Lights places of the text, such as what was found. */
    void light(List<Found> places) {
        if (!lit.equals(places)) {
            lit = places;
            highlight(getText());
        }
    }

    private StyleSpans<Collection<String>> lights(String text) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (Found place : lit) {
            if (place.start() >= at && place.end() <= text.length()) {
                builder.add(List.of(), place.start() - at);
                builder.add(List.of("found"), place.end() - place.start());
                at = place.end();
            }
        }
        builder.add(List.of(), text.length() - at);
        return builder.create();
    }

    /** Underlines the lines of the file that something was noticed about. */
    void underline(List<Finding> findings) {
        if (!noticed.equals(findings)) {
            noticed = findings;
            highlight(getText());
        }
    }

    private StyleSpans<Collection<String>> lines(String text) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (Finding finding : noticed) {
            int index = finding.line().orElse(firstLine) - firstLine;
            if (index >= 0 && index < getParagraphs().size()) {
                String line = getParagraph(index).getText();
                int end = getAbsolutePosition(index, line.stripTrailing().length());
                int start = Math.min(
                        end,
                        getAbsolutePosition(
                                index, line.length() - line.stripLeading().length()));
                if (start >= at) {
                    builder.add(List.of(), start - at);
                    builder.add(List.of("problem-" + finding.severity().text()), end - start);
                    at = end;
                }
            }
        }
        builder.add(List.of(), text.length() - at);
        return builder.create();
    }

    /** The line of the file that is shown as this paragraph. */
    int fileLine(int paragraph) {
        return firstLine + paragraph;
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
        return other.isEmpty()
                ? one
                : Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Makes comments of the selected lines, or lines of comments. */
    void toggleComment() {
        if (!isEditable()) {
            return;
        }
        int first = offsetToPosition(getSelection().getStart(), Bias.Forward).getMajor();
        int last = offsetToPosition(getSelection().getEnd(), Bias.Forward).getMajor();
        int start = getAbsolutePosition(first, 0);
        int end = getAbsolutePosition(last, getParagraphLength(last));
        String toggled = LineComments.toggled(getText(start, end), language);
        replaceText(start, end, toggled);
        selectRange(start, start + toggled.length());
    }

    /** Puts the caret on a line of the file and shows it. */
    public void goToLine(int fileLine) {
        goTo(fileLine, 1);
    }

    /** @param column from 1; the end of the line where it is shorter */
    void goTo(int fileLine, int column) {
        int index = Math.clamp(fileLine - (long) firstLine, 0, getParagraphs().size() - 1);
        moveTo(index, Math.clamp(column - 1L, 0, getParagraphLength(index)));
        requestFollowCaret();
    }
}
