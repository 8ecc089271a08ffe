-- Migration: 010_customers_add_country
-- Description: Where a customer lives
-- Type: alter_table
-- Depends on: [001_create_customers, 005_create_countries]

-- ===== UP MIGRATION =====
-- @up
ALTER TABLE customers ADD COLUMN country_code varchar(2);
ALTER TABLE customers
    ADD CONSTRAINT customers_country FOREIGN KEY (country_code) REFERENCES countries (code);

-- ===== DOWN MIGRATION =====
-- @down
ALTER TABLE customers DROP CONSTRAINT customers_country;
ALTER TABLE customers DROP COLUMN country_code;
