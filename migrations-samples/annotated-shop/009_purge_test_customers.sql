-- Migration: 009_purge_test_customers
-- Description: Remove the customers of the load test
-- Type: delete_data
-- Depends on: [001_create_customers]
-- Irreversible: the removed customers are not kept anywhere

-- ===== UP MIGRATION =====
-- @up
DELETE FROM customers WHERE email LIKE '%@loadtest.example';

-- @check after
SELECT id FROM customers WHERE email LIKE '%@loadtest.example';
