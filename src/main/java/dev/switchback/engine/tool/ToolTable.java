package dev.switchback.engine.tool;

/**
 * A table in which another tool recorded what it applied.
 *
 * @param schema as the database spells it
 * @param name as the database spells it
 */
public record ToolTable(Tool tool, String schema, String name) {

    /** The name with its schema, for people and as a choice among several. */
    public String place() {
        return schema + "." + name;
    }

    /** The name for SQL. */
    public String quoted() {
        return sibling(name);
    }

    /** Another table of the same schema, for SQL. */
    String sibling(String table) {
        return quote(schema) + "." + quote(table);
    }

    private static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    /** Such as {@code Flyway's table public.flyway_schema_history}. */
    public String sentence() {
        return tool.title() + "'s table " + place();
    }
}
