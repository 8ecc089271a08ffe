package dev.switchback.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Script files made the same way every time: every statement kind of PostgreSQL, in every form that is hard to split. */
final class Corpus {

    static final int OF_EACH_KIND = 16;

    private static final int PER_FILE = 100;
    private static final long SEED = 20261121;

    private Corpus() {}

    /**
     * A script.
     *
     * @param text as it is written to disk, byte order mark and line ends included
     */
    record File(String name, String text) {}

    static List<File> files() {
        List<File> files = new ArrayList<>(ofKinds());
        files.addAll(CorpusOddities.files());
        return files;
    }

    private static List<File> ofKinds() {
        CorpusKinds kinds = CorpusKinds.read();
        Random random = new Random(SEED);
        List<String> statements = new ArrayList<>();
        for (int number = 0; number < OF_EACH_KIND; number++) {
            for (String kind : kinds.names()) {
                statements.add(kinds.statement(kind, number, random));
            }
        }
        List<File> files = new ArrayList<>();
        for (int from = 0; from < statements.size(); from += PER_FILE) {
            int to = Math.min(from + PER_FILE, statements.size());
            files.add(file(files.size(), statements.subList(from, to), random));
        }
        return files;
    }

    private static File file(int number, List<String> statements, Random random) {
        StringBuilder text = new StringBuilder(number % 5 == 1 ? "\uFEFF" : "");
        text.append(number % 2 == 0 ? "-- header; of the file\n" : "/* header; */\n");
        for (int i = 0; i < statements.size(); i++) {
            boolean last = i == statements.size() - 1;
            text.append(statements.get(i)).append(last && number % 3 == 0 ? "" : end(random));
        }
        String unix = text.toString();
        return new File("kinds-%02d".formatted(number), number % 4 == 2 ? unix.replace("\n", "\r\n") : unix);
    }

    private static String end(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "; ";
            case 1 -> "\n;\n";
            case 2 -> "; -- behind; it\n";
            case 3 -> " /* before; */ ;\n";
            case 4 -> ";;\n";
            case 5 -> " \\g\n";
            case 6 -> ";\n\n-- alone; here's one\n";
            case 7 -> ";/* at; once */";
            default -> ";\n";
        };
    }
}
