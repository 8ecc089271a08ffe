DROP INDEX jobs_one_running_per_worker;
ALTER TABLE jobs DROP CONSTRAINT jobs_attempts_sane;
ALTER TABLE jobs DROP CONSTRAINT jobs_state_known;
