-- Migration: 017_products_price_positive
-- Description: No product costs less than nothing
-- Type: alter_table
-- Depends on: [002_create_products]

-- @check before
SELECT id FROM products WHERE price < 0;

-- ===== UP MIGRATION =====
-- @up
ALTER TABLE products ADD CONSTRAINT products_price_positive CHECK (price >= 0);

-- ===== DOWN MIGRATION =====
-- @down
ALTER TABLE products DROP CONSTRAINT products_price_positive;
