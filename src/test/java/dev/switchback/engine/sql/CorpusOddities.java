package dev.switchback.engine.sql;

import dev.switchback.engine.sql.Corpus.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The files of the corpus that need more than statements: data of COPY, psql commands, backslashes that escape. */
final class CorpusOddities {

    private static final String[] DATA = {
        "1\tone; two\n",
        "2\t'three\n",
        "3\t\\N\n\\N\t\\\\.\n",
        "4\t$$\n5\t$$;\n",
        "6\t-- no comment\n7\t/*\n",
        "",
        "\\N\t\\N\n",
        "8\ttab\\tulated;\n",
        "9\tSELECT 1;\n10\t\\\\.x\n",
        "11\tü;ж\n",
        "12\t\"\n13\tCOPY other FROM STDIN;\n"
    };
    private static final String[] COPIES = {
        "COPY t FROM STDIN;",
        "copy t (a, b) from stdin;",
        "COPY t /* ; */ (a,\n b)\nFROM -- it's\nSTDIN WITH (FORMAT text);",
        "COPY public.t FROM STDIN WITH NULL '\\N';",
        "COPY BINARY_T FROM STDIN;",
        "COPY t FROM stdin\n;",
        "/* lead; */ COPY \"t\" FROM STDIN ;",
        "COPY t FROM STDOUT;",
        "COPY t FROM STDIN \\g"
    };
    private static final String[] BEHIND = {"", " ", " -- behind; it", " /* ; */", " SELECT 'behind', 1;", " ;"};
    private static final String[] ESCAPING = {
        "SELECT 'a\\';b'",
        "SELECT 'it\\'s', E'x\\';', '\\\\'",
        "INSERT INTO t VALUES (1, '\\';')",
        "SELECT B'01', U&\"d\\0061;\", 'q'';\\''",
        "SELECT $$\\';$$, 'a\\\\\\';'",
        "SELECT N'\\';', 'x' -- it's\n",
        "UPDATE t SET b = '\\'; --' WHERE a = 1"
    };
    private static final String[] COMMANDS = {
        "\\echo hello; it is 'quoted;'",
        "\\qecho x",
        "\\pset null '(;)'",
        "\\timing off",
        "\\set ON_ERROR_STOP off",
        "\\encoding UTF8",
        "\\warn w; w",
        "\\echo one \\\\ SELECT 'behind a command';",
        "\\echo 'a\\\\b' \"c\\d\" \\qecho two",
        "\\errverbose"
    };

    private CorpusOddities() {}

    static List<File> files() {
        return List.of(copy(), copyAtTheEnd(), escaping(), commands(), dump(), mixed());
    }

    private static final String TABLES = """
            DROP TABLE IF EXISTS t, binary_t;
            CREATE TABLE t (a int, b text);
            CREATE TABLE binary_t (a int, b text);
            """;

    private static File copy() {
        StringBuilder text = new StringBuilder(TABLES);
        for (int i = 0; i < 99; i++) {
            text.append(COPIES[i % COPIES.length]);
            text.append(text.toString().endsWith("\\g") ? "" : BEHIND[i % BEHIND.length])
                    .append('\n');
            text.append(DATA[i % DATA.length]).append("\\.\n");
            text.append(i % 3 == 0 ? "SELECT " + i + ";\n" : "");
        }
        text.append(
                "COPY t FROM STDIN; COPY binary_t FROM STDIN; SELECT 'three on a line';\n1\tx\n\\.\n2\ty\n\\.\nSELECT 'done';\n");
        text.append(
                "COPY t FROM STDIN WITH (FORMAT csv, DELIMITER ';', QUOTE '\"');\n1;\"a;b\"\n2;\"say \"\"hi;\"\"\"\n\\.\n");
        text.append("COPY (SELECT ' FROM STDIN ' AS \"from\") TO STDOUT;\nSELECT 'no data before';\n");
        return new File("copy", text.toString());
    }

    private static File copyAtTheEnd() {
        return new File(
                "copy-at-the-end",
                TABLES + "COPY t FROM STDIN;\r\n1\tcarriage\r\n\\.\r\nSELECT 1;\nCOPY t FROM STDIN;\n1\tx\n2\ty;\n");
    }

    private static File escaping() {
        StringBuilder text = new StringBuilder(TABLES);
        String[] off = {"SET standard_conforming_strings = off;", "set Session standard_conforming_strings to 'OFF';"};
        String[] on = {
            "RESET standard_conforming_strings;", "SET standard_conforming_strings TO on;", "RESET ALL;", "DISCARD ALL;"
        };
        for (int i = 0; i < 40; i++) {
            text.append(off[i % off.length]).append('\n');
            text.append(ESCAPING[i % ESCAPING.length])
                    .append(";\nSELECT ")
                    .append(i)
                    .append(";\n");
            text.append(on[i % on.length]).append("\nSELECT 'c:\\';\n");
        }
        text.append(
                "BEGIN;\nSET LOCAL standard_conforming_strings = off;\nSELECT 'a\\';b';\nCOMMIT;\nSELECT 'c:\\';\n");
        return new File("escaping", text.toString());
    }

    private static File commands() {
        StringBuilder text = new StringBuilder("\\restrict aBc123\nSELECT 'restricted;';\n\\unrestrict aBc123\n");
        for (int i = 0; i < 60; i++) {
            text.append(COMMANDS[i % COMMANDS.length]).append('\n');
            text.append("SELECT ").append(i).append(i % 2 == 0 ? ", 'x;'\n\\g\n" : ";\n");
        }
        return new File("commands", text.toString());
    }

    /** As pg_dump writes it. */
    private static File dump() {
        return new File("dump", "\uFEFF" + CorpusKinds.resource("dump.sql"));
    }

    private static File mixed() {
        CorpusKinds kinds = CorpusKinds.read();
        Random random = new Random(7);
        List<String> line = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            line.add(kinds.statement(i % 2 == 0 ? "CREATE FUNCTION BEGIN ATOMIC" : "CREATE RULE", i, random));
        }
        return new File("mixed", String.join(";", line) + ";");
    }
}
