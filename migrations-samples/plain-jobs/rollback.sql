-- Takes everything back at once. It does not say which migrations it belongs to, so Switchback never runs it by itself.
BEGIN;
DROP VIEW IF EXISTS ready_jobs;
DROP TABLE IF EXISTS jobs;
DROP TABLE IF EXISTS workers;
COMMIT;
