-- Migration: 004_create_order_lines
-- Description: The products of each order
-- Type: create_table
-- Depends on: [002_create_products, 003_create_orders]

-- ===== UP MIGRATION =====
-- @up
CREATE TABLE order_lines (
    order_id integer NOT NULL,
    line_number integer NOT NULL,
    product_id integer NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT order_lines_key PRIMARY KEY (order_id, line_number),
    CONSTRAINT order_lines_order FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_lines_product FOREIGN KEY (product_id) REFERENCES products (id)
);

-- ===== DOWN MIGRATION =====
-- @down
DROP TABLE order_lines;
