package dev.switchback.ui;

import javafx.application.Application;

/** Starts the window from a class that is no Application, so that it runs from the class path. */
public final class WindowLauncher {

    private WindowLauncher() {}

    public static void main(String[] arguments) {
        Application.launch(SwitchbackApplication.class, arguments);
    }
}
