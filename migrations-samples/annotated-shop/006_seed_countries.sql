-- Migration: 006_seed_countries
-- Description: The first four countries
-- Type: insert_data
-- Depends on: [005_create_countries]

-- ===== UP MIGRATION =====
-- @up
INSERT INTO countries (code, name) VALUES
    ('AT', 'Austria'),
    ('CH', 'Switzerland'),
    ('DE', 'Germany'),
    ('IT', 'Italy');

-- @check after
SELECT count(*) >= 4 FROM countries;

-- ===== DOWN MIGRATION =====
-- @down
DELETE FROM countries WHERE code IN ('AT', 'CH', 'DE', 'IT');
