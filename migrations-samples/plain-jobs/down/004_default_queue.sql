DELETE FROM workers WHERE name = 'default';
