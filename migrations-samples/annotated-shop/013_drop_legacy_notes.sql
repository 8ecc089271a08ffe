-- Migration: 013_drop_legacy_notes
-- Description: Nobody reads the old notes
-- Type: drop_table
-- Depends on: [008_create_legacy_notes]

-- ===== UP MIGRATION =====
-- @up
DROP TABLE legacy_notes;

-- ===== DOWN MIGRATION =====
-- @down
CREATE TABLE legacy_notes (
    customer_id integer NOT NULL,
    note varchar(2000),
    CONSTRAINT legacy_notes_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);
