-- Migration: 007_index_orders_by_customer
-- Description: Find the orders of a customer
-- Type: create_index
-- Depends on: [003_create_orders]

-- ===== UP MIGRATION =====
-- @up
CREATE INDEX orders_by_customer ON orders (customer_id);

-- ===== DOWN MIGRATION =====
-- @down
DROP INDEX orders_by_customer;
