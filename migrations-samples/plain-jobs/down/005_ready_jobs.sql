DROP VIEW ready_jobs;
DROP INDEX jobs_ready;
