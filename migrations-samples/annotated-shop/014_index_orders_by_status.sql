-- Migration: 014_index_orders_by_status
-- Description: Find the open orders of a customer
-- Type: create_index
-- Depends on: [007_index_orders_by_customer, 012_orders_add_status]

-- ===== UP MIGRATION =====
-- @up
CREATE INDEX orders_by_customer_and_status ON orders (customer_id, status);

-- ===== DOWN MIGRATION =====
-- @down
DROP INDEX orders_by_customer_and_status;
