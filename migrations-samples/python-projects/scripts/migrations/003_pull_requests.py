#!/usr/bin/env python3
"""
Migration: 003 - Pull Requests
Description: Adds repositories and pull requests, with a search index where the server has trigrams
"""

import psycopg2


def apply(connection):
    cursor = connection.cursor()
    cursor.execute("""
        CREATE TABLE repositories (
            id SERIAL PRIMARY KEY,
            full_name VARCHAR NOT NULL UNIQUE
        );
        CREATE TABLE pull_requests (
            id SERIAL PRIMARY KEY,
            repository_id INTEGER NOT NULL REFERENCES repositories(id),
            number INTEGER NOT NULL,
            title VARCHAR,
            reviewers TEXT[] NOT NULL DEFAULT '{}',
            UNIQUE (repository_id, number)
        );
    """)
    cursor.execute(
        "INSERT INTO repositories (full_name) VALUES (%s), (%s) RETURNING id", ("fernbrook/site", "fernbrook/etl"))
    ids = [row[0] for row in cursor.fetchall()]
    cursor.execute(
        "INSERT INTO pull_requests (repository_id, number, title, reviewers) VALUES (%s, %s, %s, %s)",
        (ids[0], 17, "Fix the 'export' button", ["ada", "grace \"h\""]),
    )
    connection.commit()

    # Searching titles is nicer with trigrams, which not every server has.
    try:
        cursor.execute("CREATE INDEX idx_pull_requests_title ON pull_requests USING gin (title gin_trgm_ops)")
        connection.commit()
    except psycopg2.Error as error:
        print(f"No search index: {error.pgcode}")
        connection.rollback()
        cursor.execute("CREATE INDEX idx_pull_requests_title ON pull_requests (title)")
        connection.commit()


def rollback(connection):
    cursor = connection.cursor()
    cursor.execute("DROP TABLE IF EXISTS pull_requests")
    cursor.execute("DROP TABLE IF EXISTS repositories")
    connection.commit()
