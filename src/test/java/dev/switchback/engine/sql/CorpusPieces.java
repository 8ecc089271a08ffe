package dev.switchback.engine.sql;

import java.util.Random;

/** The pieces that fill the templates of the corpus: names, strings, expressions and bodies chosen to be hard to split. */
final class CorpusPieces {

    private static final String[] NAMES = {
        "orders",
        "app.orders",
        "\"Order;Items\"",
        "app.\"semi;colon\"",
        "naïve",
        "таблица",
        "x$y",
        "_t1",
        "\"quo\"\"te;\"",
        "\"begin\"",
        "\"case\".\"end\"",
        "T9",
        "U&\"d\\0061t;a\"",
        "\"it's\"",
        "\"--no comment\"",
        "app . spaced"
    };
    private static final String[] PLAIN = {
        "ident",
        "\"I;1\"",
        "größe",
        "x$y",
        "\"a\"\"b\"",
        "_1",
        "\"/* no */\"",
        "\"end\"",
        "Mixed",
        "U&\"\\0441;\"",
        "\"$$\""
    };
    private static final String[] STRINGS = {
        "'plain'",
        "'it''s; fine'",
        "E'a\\';b'",
        "E'tab\\tq''x\\\\'",
        "U&'\\0441;'",
        "$$dollar; 'quote'$$",
        "''",
        "$tag$ $$ ; $tag $ $tag$",
        "'multi\n;line'",
        "'two'\n  'parts;'",
        "'/* no comment */;'",
        "'-- none; here'",
        "'c:\\'",
        "e'\\\\\\'; '",
        "N'national;'",
        "$_ü1$ ; $_ü$ $_ü1$",
        "'\"'",
        "$$\n$a$;\n$$",
        "'$$;'",
        "E'\\x41\\u0441;\\''"
    };
    private static final String[] TYPES = {
        "int", "text", "varchar(10)", "numeric(10, 2)", "timestamp(3) with time zone", "int[]", "\"my;type\"",
        "double precision", "bit varying(3)", "interval day to second(2)", "app.ty", "text[3][]", "bigint", "date"
    };
    private static final String[] EXPRESSIONS = {
        "1",
        "a + 1",
        "§s",
        "a::text || §s",
        "CASE WHEN a > 1 THEN §s ELSE 'x;y' END",
        "data ?| array['a;b', §s]",
        "data ? 'k;'",
        "data ?& array[§s]",
        "arr[1:2]",
        "(SELECT max(x) FROM t)",
        "coalesce(a, §s)",
        "1e10",
        ".5",
        "1.",
        "-1 - -2",
        "a @> '{;}'",
        "2 ^ 3",
        "B'0101'",
        "X'1F'",
        "a IS DISTINCT FROM b",
        "a OPERATOR(pg_catalog.+) 1",
        "interval '1 day'",
        "ARRAY[1,2][1]",
        "ROW(1, §s)",
        "f(x => 1, VARIADIC arr)",
        "x COLLATE \"C\"",
        "EXISTS (SELECT 1)",
        "a = ANY('{1,2}')",
        "count(*) FILTER (WHERE a) OVER (PARTITION BY b ORDER BY c)",
        "j -> 'a;' ->> 'b'",
        "x #>> '{a;,b}'",
        "a -- comment; here's one\n + b",
        "a /* ; */ + b",
        "a /* n /* nested; */ ' */ + b",
        "a AT TIME ZONE 'utc'",
        "a <> b",
        "a+/* ; */-b",
        "@ -5",
        "a*-1",
        "a[1]::int[]",
        "(a).b",
        "current_date",
        "now() - '1 day;'::interval",
        "a ~* §s",
        "NULLIF(a, §s)",
        "(1, §s) = (a, b)",
        "a !~~ §s",
        "a<-- not an arrow; but a comment\n b"
    };
    private static final String[] CONDITIONS = {
        "a > 1",
        "b = §s",
        "a IN (1, 2, 3)",
        "(a, b) = (1, §s)",
        "a IS NOT NULL AND b LIKE §s ESCAPE '!'",
        "data ? §s",
        "NOT (a < §e)",
        "a BETWEEN 1 AND 2",
        "CASE WHEN a THEN true ELSE b = §s END",
        "x::text ~ §s",
        "a ?| ARRAY[§s, ';']"
    };
    private static final String[] QUERIES = {
        "SELECT 1",
        "SELECT §e, §s AS \"end\"",
        "SELECT * FROM §n WHERE §c",
        "SELECT CASE a WHEN 1 THEN §s ELSE 'y;' END FROM §n",
        "SELECT a, count(*) FROM §n GROUP BY a HAVING count(*) > 1",
        "SELECT (SELECT §e) AS x FROM (VALUES (1), (2)) AS v (a)"
    };
    private static final String[] BODIES = {
        "$$ BEGIN PERFORM 1; END $$",
        "$body$\nDECLARE x int;\nBEGIN\n  x := 1; -- it's; fine\n  EXECUTE 'SELECT $1;' USING x;\nEND;\n$body$",
        "'BEGIN PERFORM ''a;''; END;'",
        "$fn$ SELECT $$a;b$$; /* ; */ $fn$",
        "E'BEGIN\\n PERFORM 1\\; RAISE NOTICE \\';\\'\\; END'",
        "$a$ BEGIN IF true THEN RAISE NOTICE '%;', $b$;$b$; END IF; END $a$",
        "$$\nBEGIN\n  LOOP EXIT; END LOOP;\nEND\n$$",
        "U&'SELECT 1;'"
    };
    private static final String[] ARGUMENTS = {
        "",
        "a int",
        "a int, b text DEFAULT §s",
        "IN a int, OUT b text",
        "VARIADIC a text[]",
        "INOUT \"end\" int",
        "a app.ty = §e"
    };
    private static final String[] ROLES = {"none_1", "\"no;one\"", "CURRENT_USER", "SESSION_USER", "\"No\"\"body\""};

    private final Random random;

    CorpusPieces(Random random) {
        this.random = random;
    }

    /** Replaces every {@code §x}, also those inside of what replaces one. */
    String fill(String template) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int sign = template.indexOf('§'); sign >= 0; sign = template.indexOf('§', at)) {
            filled.append(template, at, sign).append(fill(piece(template.charAt(sign + 1))));
            at = sign + 2;
        }
        return filled.append(template.substring(at)).toString();
    }

    private String piece(char name) {
        return switch (name) {
            case 'n' -> pick(NAMES);
            case 'i' -> pick(PLAIN);
            case 's' -> pick(STRINGS);
            case 'e' -> pick(EXPRESSIONS);
            case 'c' -> pick(CONDITIONS);
            case 't' -> pick(TYPES);
            case 'q' -> pick(QUERIES);
            case 'b' -> pick(BODIES);
            case 'a' -> pick(ARGUMENTS);
            case 'r' -> pick(ROLES);
            case 'd' -> String.valueOf(1 + random.nextInt(90));
            default -> throw new IllegalArgumentException("no piece " + name);
        };
    }

    private String pick(String[] pieces) {
        return pieces[random.nextInt(pieces.length)];
    }
}
