package dev.switchback.engine.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.program.PythonProgram;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.util.PGobject;

/**
 * Sends the rows of a statement to the program that asked for them, some at a time. Numbers, texts and truth values
 * stand for themselves, everything else is the server's text with its kind before it.
 */
final class SentRows {

    private static final int AT_ONCE = 500;

    /** H2's decimal number of any size has no constant in every Java. */
    private static final int DECFLOAT = 2015;

    private final PythonProgram program;
    private final ResultSet rows;
    private final ResultSetMetaData columns;

    SentRows(PythonProgram program, ResultSet rows) throws SQLException {
        this.program = program;
        this.rows = rows;
        this.columns = rows.getMetaData();
    }

    /** Sends all but the last of them, which go with the answer; returns how many there are. */
    long send(ObjectNode answer) throws SQLException {
        long count = 0;
        ArrayNode batch = answer.arrayNode();
        while (rows.next()) {
            if (batch.size() == AT_ONCE) {
                ObjectNode more = PythonProgram.newAnswer().put("more", true);
                more.set("rows", batch);
                program.answer(more);
                batch = answer.arrayNode();
            }
            row(batch.addArray());
            count++;
        }
        answer.set("rows", batch);
        describe(answer.putArray("columns"));
        return count;
    }

    private void describe(ArrayNode described) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            described.addArray().add(columns.getColumnLabel(i)).add(oid(columns.getColumnType(i)));
        }
    }

    /** The number by which PostgreSQL knows the type; of what has no common name that of text. */
    private static int oid(int type) {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> 16;
            case Types.BINARY, Types.VARBINARY -> 17;
            case Types.BIGINT -> 20;
            case Types.SMALLINT -> 21;
            case Types.INTEGER -> 23;
            case Types.REAL -> 700;
            case Types.DOUBLE -> 701;
            case Types.DATE -> 1082;
            case Types.TIMESTAMP -> 1114;
            case Types.TIMESTAMP_WITH_TIMEZONE -> 1184;
            case Types.NUMERIC, Types.DECIMAL -> 1700;
            default -> 25;
        };
    }

    private void row(ArrayNode row) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String text = rows.getString(i);
            if (text == null) {
                row.addNull();
            } else {
                cell(row, i, text);
            }
        }
    }

    private void cell(ArrayNode row, int column, String text) throws SQLException {
        switch (columns.getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN -> truth(row, text);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> row.add(Long.parseLong(text));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> tagged(row, "float", text);
            case Types.NUMERIC, Types.DECIMAL, DECFLOAT -> tagged(row, "decimal", text);
            case Types.DATE -> tagged(row, "date", text);
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> tagged(row, "time", text);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> tagged(row, "timestamp", text);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bytes(row, column);
            case Types.ARRAY -> array(row, column, text);
            case Types.OTHER -> other(row, column, text);
            default -> row.add(text);
        }
    }

    private static void tagged(ArrayNode row, String kind, String text) {
        row.addArray().add(kind).add(text);
    }

    /** The driver calls strings of bits by the same number. */
    private static void truth(ArrayNode row, String text) {
        switch (text) {
            case "t", "TRUE", "true" -> row.add(true);
            case "f", "FALSE", "false" -> row.add(false);
            default -> row.add(text);
        }
    }

    private void bytes(ArrayNode row, int column) throws SQLException {
        tagged(row, "bytes", HexFormat.of().formatHex(rows.getBytes(column)));
    }

    private void other(ArrayNode row, int column, String text) throws SQLException {
        Object value = rows.getObject(column);
        String type = value instanceof PGobject object
                ? Optional.ofNullable(object.getType()).orElse("")
                : columns.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        switch (type) {
            case "json", "jsonb" -> tagged(row, "json", text);
            case "interval", "uuid" -> tagged(row, type, text);
            default -> row.add(text);
        }
    }

    private void array(ArrayNode row, int column, String text) throws SQLException {
        Array array = rows.getArray(column);
        if (text.startsWith("{") || (text.startsWith("[") && text.contains("]={"))) {
            tagged(row, "array " + kind(array.getBaseTypeName()), text);
        } else {
            ArrayNode values = row.addArray().add("objects").addArray();
            for (Object each : (Object[]) array.getArray()) {
                element(values, each);
            }
        }
    }

    private static void element(ArrayNode values, Object each) {
        switch (each) {
            case null -> values.addNull();
            case Boolean truth -> values.add(truth);
            case Integer number -> values.add(number);
            case Long number -> values.add(number);
            case BigDecimal number -> tagged(values, "decimal", number.toPlainString());
            case Double number -> tagged(values, "float", number.toString());
            default -> values.add(each.toString());
        }
    }

    private static String kind(String type) {
        return switch (type) {
            case "bool" -> "bool";
            case "int2", "int4", "int8", "oid" -> "int";
            case "float4", "float8" -> "float";
            case "numeric" -> "decimal";
            case "date", "time", "timestamp", "interval", "uuid", "json" -> type;
            case "timetz" -> "time";
            case "timestamptz" -> "timestamp";
            case "jsonb" -> "json";
            case "text", "varchar", "bpchar", "name" -> "text";
            default -> "other";
        };
    }
}
