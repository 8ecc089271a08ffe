package dev.switchback.peers;

import java.util.Locale;

/** The SQL of small migrations of five kinds in turn, in words that PostgreSQL and H2 both know. */
record SmallMigration(int number) {

    private enum Kind {
        CREATE,
        ALTER,
        INDEX,
        FILL,
        VIEW
    }

    private Kind kind() {
        return Kind.values()[(number - 1) % Kind.values().length];
    }

    private int table() {
        return (number - 1) / Kind.values().length;
    }

    String name() {
        return kind().name().toLowerCase(Locale.ROOT) + "_orders_" + table();
    }

    String up() {
        int table = table();
        return switch (kind()) {
            case CREATE -> """
                CREATE TABLE orders_%1$d (
                    id integer PRIMARY KEY,
                    customer varchar(100) NOT NULL,
                    placed_at timestamp DEFAULT CURRENT_TIMESTAMP
                );
                COMMENT ON TABLE orders_%1$d IS 'orders of region %1$d';
                INSERT INTO orders_%1$d (id, customer) VALUES (1, 'Example Ltd');
                """.formatted(table);
            case ALTER -> """
                ALTER TABLE orders_%1$d ADD COLUMN note varchar(200);
                UPDATE orders_%1$d SET note = 'imported' WHERE id = 1;
                ALTER TABLE orders_%1$d ADD CONSTRAINT orders_%1$d_id CHECK (id > 0);
                """.formatted(table);
            case INDEX -> "CREATE INDEX orders_%1$d_customer ON orders_%1$d (customer);\n".formatted(table);
            case FILL -> """
                INSERT INTO orders_%1$d (id, customer, note) VALUES (2, 'Sample Inc', 'first');
                INSERT INTO orders_%1$d (id, customer, note) VALUES (3, 'Example Ltd', 'second');
                INSERT INTO orders_%1$d (id, customer, note) VALUES (4, 'Model GmbH', 'third');
                UPDATE orders_%1$d SET customer = 'Example Limited' WHERE customer = 'Example Ltd';
                """.formatted(table);
            case VIEW -> """
                CREATE VIEW recent_orders_%1$d AS
                SELECT id, customer, note FROM orders_%1$d WHERE id > 2;
                COMMENT ON VIEW recent_orders_%1$d IS 'the newest orders of region %1$d';
                """.formatted(table);
        };
    }

    String down() {
        int table = table();
        return switch (kind()) {
            case CREATE -> "DROP TABLE orders_%1$d;\n".formatted(table);
            case ALTER -> """
                ALTER TABLE orders_%1$d DROP CONSTRAINT orders_%1$d_id;
                ALTER TABLE orders_%1$d DROP COLUMN note;
                """.formatted(table);
            case INDEX -> "DROP INDEX orders_%1$d_customer;\n".formatted(table);
            case FILL -> "DELETE FROM orders_%1$d WHERE id > 1;\n".formatted(table);
            case VIEW -> "DROP VIEW recent_orders_%1$d;\n".formatted(table);
        };
    }
}
