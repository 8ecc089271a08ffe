-- Migration: 015_drop_orders_by_date
-- Description: Orders are only listed by status now
-- Type: drop_index
-- Depends on: [014_index_orders_by_status]

-- ===== UP MIGRATION =====
-- @up
DROP INDEX orders_by_date;

-- ===== DOWN MIGRATION =====
-- @down
CREATE INDEX orders_by_date ON orders (ordered_at);
