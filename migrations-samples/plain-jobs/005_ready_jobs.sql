-- What a worker looks at.
CREATE INDEX jobs_ready ON jobs (queue, created_at) WHERE state = 'ready';

CREATE VIEW ready_jobs AS
SELECT id, queue, payload, created_at
FROM jobs
WHERE state = 'ready'
ORDER BY created_at;
