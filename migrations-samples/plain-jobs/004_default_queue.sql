-- Creates the default worker once, whatever was there before.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM workers WHERE name = 'default') THEN
        INSERT INTO workers (name) VALUES ('default');
    END IF;
END
$$;
