package dev.switchback.ui.editor;

import dev.switchback.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Measures how long a typed letter holds the UI thread in a large SQL file, its layout included; milliseconds. */
public final class EditorBenchmark {

    private static final int LETTERS = 200;

    private EditorBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        FxToolkit.registerPrimaryStage();
        SqlArea area = FxToolkit.setupFixture(EditorBenchmark::show);
        System.out.println("| megabytes | shown after | letter, median | letter, longest |");
        System.out.println("| --- | --- | --- | --- |");
        for (int megabytes : List.of(1, 5)) {
            System.out.println(measure(area, megabytes));
        }
        System.exit(0);
    }

    private static SqlArea show() {
        Theme.loadFonts();
        SqlArea area = new SqlArea();
        Scene scene = new Scene(new VirtualizedScrollPane<>(area), 1000, 700);
        Theme.LIGHT.apply(scene);
        var stage = FxToolkit.toolkitContext().getRegisteredStage();
        stage.setScene(scene);
        stage.show();
        return area;
    }

    private static String measure(SqlArea area, int megabytes) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < megabytes * 1_000_000; i++) {
            text.append("INSERT INTO products (id, sku, title) VALUES (%d, 'sku-%d', 'A thing of value');%n".formatted(i, i));
        }
        long shown = took(area, () -> area.show(text.toString()));
        List<Long> letters = new ArrayList<>();
        for (int i = 0; i < LETTERS; i++) {
            letters.add(took(area, () -> area.insertText(area.getLength() / 2, "x")));
        }
        letters.sort(null);
        return "| %d | %.1f | %.1f | %.1f |"
                .formatted(
                        megabytes,
                        shown / 1e6,
                        letters.get(LETTERS / 2) / 1e6,
                        letters.getLast() / 1e6);
    }

    private static long took(SqlArea area, Runnable work) throws Exception {
        long took = WaitForAsyncUtils.asyncFx(() -> {
                    long start = System.nanoTime();
                    work.run();
                    area.applyCss();
                    area.layout();
                    return System.nanoTime() - start;
                })
                .get();
        WaitForAsyncUtils.waitForFxEvents();
        return took;
    }
}
