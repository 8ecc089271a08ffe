package dev.switchback.ui.action;

import dev.switchback.ui.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** Everything the user can do: text, icon and shortcut in one place, for menus, toolbar, palette and tooltips. */
@SuppressWarnings("ImmutableEnumChecker") // icons are constants of enums, and the list cannot be changed
public enum AppAction {
    OPEN_PROJECT(MaterialDesignF.FOLDER_OPEN_OUTLINE, "Shortcut+O"),
    OPEN_SAMPLE(MaterialDesignP.PACKAGE_VARIANT, ""),
    CHOOSE_PROFILE(MaterialDesignD.DATABASE_OUTLINE, "Shortcut+9"),
    NEW_PROFILE(MaterialDesignD.DATABASE_PLUS_OUTLINE, ""),
    PROFILES(MaterialDesignD.DATABASE_COG_OUTLINE, ""),
    CONNECT_SETS(MaterialDesignD.DATABASE_MARKER_OUTLINE, ""),
    REFRESH(MaterialDesignR.REFRESH, "F5"),
    DRY_RUN(MaterialDesignT.TEST_TUBE, "Shortcut+Enter"),
    APPLY(MaterialDesignP.PLAY_OUTLINE, "Shortcut+Shift+Enter"),
    ROLL_BACK(MaterialDesignU.UNDO_VARIANT, "Shortcut+Alt+Z"),
    DRY_RUN_TO(MaterialDesignT.TEST_TUBE, ""),
    APPLY_TO(MaterialDesignP.PLAY_OUTLINE, ""),
    APPLY_NEXT(MaterialDesignS.SKIP_NEXT_OUTLINE, ""),
    APPLY_ONLY(MaterialDesignP.PLAY_OUTLINE, ""),
    APPLY_TOGETHER(MaterialDesignS.SET_ALL, ""),
    ROLL_BACK_TO(MaterialDesignU.UNDO_VARIANT, ""),
    ROLL_BACK_SCRIPT(MaterialDesignS.SCRIPT_TEXT_OUTLINE, ""),
    NEW_MIGRATION(MaterialDesignF.FILE_PLUS_OUTLINE, "Shortcut+N"),
    ACCEPT_CHANGE(MaterialDesignC.CHECK, ""),
    REPAIR(MaterialDesignH.HAMMER_WRENCH, ""),
    STAMP(MaterialDesignC.CHECK_DECAGRAM_OUTLINE, ""),
    BASELINE(MaterialDesignC.CHECK_ALL, ""),
    ADOPT(MaterialDesignD.DATABASE_IMPORT_OUTLINE, ""),
    CONVERT(MaterialDesignF.FILE_REPLACE_OUTLINE, ""),
    CHECK_MODELS(MaterialDesignC.COMPARE, ""),
    ADOPT_STRUCTURE(MaterialDesignD.DATABASE_SEARCH_OUTLINE, ""),
    RESUME(MaterialDesignP.PLAY_CIRCLE_OUTLINE, ""),
    MARK_DONE(MaterialDesignC.CHECK, ""),
    SAVE(MaterialDesignC.CONTENT_SAVE_OUTLINE, "Shortcut+S"),
    REPLACE(MaterialDesignF.FIND_REPLACE, "Shortcut+H"),
    FIND_NEXT(MaterialDesignA.ARROW_DOWN, "F3"),
    FIND_PREVIOUS(MaterialDesignA.ARROW_UP, "Shift+F3"),
    NEXT_PROBLEM(MaterialDesignA.ALERT_OUTLINE, "F8"),
    PREVIOUS_PROBLEM(MaterialDesignA.ALERT_OUTLINE, "Shift+F8"),
    GO_TO_LINE(MaterialDesignF.FORMAT_LIST_NUMBERED, "Shortcut+G"),
    COMMENT(MaterialDesignC.COMMENT_TEXT_OUTLINE, "Shortcut+Slash"),
    FILTER(MaterialDesignF.FILTER_OUTLINE, "Shortcut+F"),
    SHOW_TREE(MaterialDesignF.FILE_TREE_OUTLINE, "Alt+1"),
    SHOW_EDITOR(MaterialDesignF.FILE_DOCUMENT_OUTLINE, "Alt+2"),
    SHOW_GRAPH(MaterialDesignG.GRAPH_OUTLINE, "Alt+3"),
    SHOW_HISTORY(MaterialDesignH.HISTORY, "Alt+4"),
    SHOW_PROBLEMS(MaterialDesignA.ALERT_OUTLINE, "Alt+5"),
    PALETTE(MaterialDesignM.MAGNIFY, "Shortcut+Shift+P", "Shortcut+Shift+A"),
    SWITCH_THEME(MaterialDesignT.THEME_LIGHT_DARK, "Shortcut+T"),
    ZOOM_IN(MaterialDesignM.MAGNIFY_PLUS_OUTLINE, "Shortcut+Plus", "Shortcut+Equals", "Shortcut+Add"),
    ZOOM_OUT(MaterialDesignM.MAGNIFY_MINUS_OUTLINE, "Shortcut+Minus", "Shortcut+Subtract"),
    ZOOM_RESET(MaterialDesignM.MAGNIFY, "Shortcut+0"),
    CANCEL(MaterialDesignC.CANCEL, "Shortcut+F2"),
    SHORTCUTS(MaterialDesignK.KEYBOARD_OUTLINE, "F1"),
    ABOUT(MaterialDesignI.INFORMATION_OUTLINE, "");

    private final Ikon icon;
    private final List<String> shortcuts;

    AppAction(Ikon icon, String... shortcuts) {
        this.icon = icon;
        this.shortcuts =
                Arrays.stream(shortcuts).filter(keys -> !keys.isEmpty()).toList();
    }

    public Ikon icon() {
        return icon;
    }

    public String text() {
        return Texts.get("action." + key());
    }

    /** The one that is shown; empty where there is none. */
    public Optional<KeyCombination> shortcut() {
        return shortcuts().stream().findFirst();
    }

    /** All keys that do it: people bring their habits from several tools. */
    public List<KeyCombination> shortcuts() {
        return shortcuts.stream().map(KeyCombination::valueOf).toList();
    }

    /** What a tooltip says: the text, and the shortcut where there is one. */
    public String tooltip() {
        return text() + shortcut().map(keys -> "  " + keys.getDisplayText()).orElse("");
    }

    /** The id of buttons that do it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
