-- How often a job was tried, and by whom last.
ALTER TABLE jobs ADD COLUMN attempts integer NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN worker_id bigint REFERENCES workers (id);
