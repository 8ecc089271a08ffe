-- Migration: 016_order_totals
-- Description: What each order is worth
-- Type: custom_sql
-- Depends on: [004_create_order_lines, 012_orders_add_status]

-- ===== UP MIGRATION =====
-- @up
CREATE VIEW order_totals AS
SELECT o.id, o.customer_id, o.status, sum(l.quantity * p.price) AS total
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
GROUP BY o.id, o.customer_id, o.status;

-- ===== DOWN MIGRATION =====
-- @down
DROP VIEW order_totals;
