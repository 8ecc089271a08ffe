-- Migration: 014_index_orders_by_status
-- Description: Find the newest orders of each status
-- Type: create_index
-- Depends on: [007_index_orders_by_date, 012_orders_add_status]

-- ===== UP MIGRATION =====
-- @up
CREATE INDEX orders_by_status_and_date ON orders (status, ordered_at);

-- ===== DOWN MIGRATION =====
-- @down
DROP INDEX orders_by_status_and_date;
