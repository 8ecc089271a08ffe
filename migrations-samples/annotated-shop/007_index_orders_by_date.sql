-- Migration: 007_index_orders_by_date
-- Description: Find the newest orders
-- Type: create_index
-- Depends on: [003_create_orders]

-- ===== UP MIGRATION =====
-- @up
CREATE INDEX orders_by_date ON orders (ordered_at);

-- ===== DOWN MIGRATION =====
-- @down
DROP INDEX orders_by_date;
