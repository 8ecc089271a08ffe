-- The tables of the job queue. This script brings its own transaction; Switchback runs it in the one that
-- also records it, together with the statement after the COMMIT.
BEGIN;

CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'ready',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    seen_at timestamptz NOT NULL DEFAULT now()
);

COMMIT;

COMMENT ON TABLE jobs IS 'Work to be done; a worker takes the oldest ready row';
