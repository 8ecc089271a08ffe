-- Migration: 012_orders_add_status
-- Description: How far an order is
-- Type: alter_table
-- Depends on: [003_create_orders]

-- ===== UP MIGRATION =====
-- @up
ALTER TABLE orders ADD COLUMN status varchar(20) DEFAULT 'new' NOT NULL;
ALTER TABLE orders
    ADD CONSTRAINT orders_status_known CHECK (status IN ('new', 'paid', 'sent', 'returned'));

-- ===== DOWN MIGRATION =====
-- @down
ALTER TABLE orders DROP CONSTRAINT orders_status_known;
ALTER TABLE orders DROP COLUMN status;
