-- Migration: 005_create_countries
-- Description: Countries that the shop delivers to
-- Type: create_table
-- Depends on: []

-- ===== UP MIGRATION =====
-- @up
CREATE TABLE countries (
    code varchar(2) NOT NULL,
    name varchar(100) NOT NULL,
    CONSTRAINT countries_key PRIMARY KEY (code)
);

-- ===== DOWN MIGRATION =====
-- @down
DROP TABLE countries;
