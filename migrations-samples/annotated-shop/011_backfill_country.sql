-- Migration: 011_backfill_country
-- Description: Customers without a country live in Switzerland
-- Type: update_data
-- Depends on: [006_seed_countries, 010_customers_add_country]

-- @check before
SELECT count(*) = 1 FROM countries WHERE code = 'CH';

-- ===== UP MIGRATION =====
-- @up
UPDATE customers SET country_code = 'CH' WHERE country_code IS NULL;

-- @check after
SELECT id FROM customers WHERE country_code IS NULL;

-- ===== DOWN MIGRATION =====
-- @down
UPDATE customers SET country_code = NULL WHERE country_code = 'CH';
