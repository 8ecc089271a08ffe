-- Migration: 015_drop_orders_by_customer
-- Description: The index on customer and status serves both
-- Type: drop_index
-- Depends on: [014_index_orders_by_status]

-- ===== UP MIGRATION =====
-- @up
DROP INDEX orders_by_customer;

-- ===== DOWN MIGRATION =====
-- @down
CREATE INDEX orders_by_customer ON orders (customer_id);
