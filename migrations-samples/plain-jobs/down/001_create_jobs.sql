DROP TABLE jobs;
DROP TABLE workers;
