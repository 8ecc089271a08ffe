-- Runs last, after the data was validated: see the phases in switchback.toml.
ALTER TABLE jobs ADD CONSTRAINT jobs_state_known CHECK (state IN ('ready', 'running', 'done', 'failed'));
ALTER TABLE jobs ADD CONSTRAINT jobs_attempts_sane CHECK (attempts BETWEEN 0 AND 100);
CREATE UNIQUE INDEX jobs_one_running_per_worker ON jobs (worker_id) WHERE state = 'running';
