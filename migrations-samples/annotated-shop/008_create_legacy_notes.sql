-- Migration: 008_create_legacy_notes
-- Description: Notes taken over from the old shop
-- Type: create_table
-- Depends on: [001_create_customers]

-- ===== UP MIGRATION =====
-- @up
CREATE TABLE legacy_notes (
    customer_id integer NOT NULL,
    note varchar(2000),
    CONSTRAINT legacy_notes_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);

-- ===== DOWN MIGRATION =====
-- @down
DROP TABLE legacy_notes;
