package dev.switchback.ui.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;

/** Lets Tab and Shift+Tab leave a text area that can only be read; where it is written in, Tab belongs to the text. */
public final class TabOrder {

    private TabOrder() {}

    /** JavaFX moves the focus for its own controls only, and a text area of RichTextFX is none: the keyboard would end there. */
    public static void leads(CodeArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.TAB && !pressed.isShortcutDown() && !area.isEditable()) {
                List<Node> order = new ArrayList<>();
                collect(area.getScene().getRoot(), order);
                if (pressed.isShiftDown()) {
                    Collections.reverse(order);
                }
                Collections.rotate(order, -order.indexOf(area) - 1);
                order.getFirst().requestFocus();
                pressed.consume();
            }
        });
    }

    private static void collect(Node node, List<Node> order) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            order.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, order));
        }
    }
}
