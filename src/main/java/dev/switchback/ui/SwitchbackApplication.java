package dev.switchback.ui;

import javafx.application.Application;
import javafx.stage.Stage;

/** The JavaFX application. */
public final class SwitchbackApplication extends Application {

    @Override
    public void start(Stage stage) {
        stage.setTitle("Switchback");
        stage.show();
    }
}
