#!/usr/bin/env python3
"""
Migration: 002 - Work Items
Description: Adds work items and the mapping of foreign statuses to flow steps
"""

from psycopg2 import sql
from psycopg2.extras import Json, RealDictCursor

STATUSES = {
    "--BACKLOG--": "Backlog",
    "new": "Backlog",
    "in analysis": "Refinement",
    "in development": "In Progress",
    "code review": "Review",
    "released": "Done",
}

CUSTOM_FIELDS = 5


def apply(connection):
    cursor = connection.cursor(cursor_factory=RealDictCursor)
    cursor.execute("""
        CREATE TABLE status_mappings (
            id SERIAL PRIMARY KEY,
            status_from VARCHAR NOT NULL UNIQUE,
            flow_step_id INTEGER NOT NULL REFERENCES flow_steps(id)
        )
    """)
    cursor.execute("SELECT id, name FROM flow_steps ORDER BY position")
    steps = {row["name"]: row["id"] for row in cursor.fetchall()}
    for status, step in STATUSES.items():
        cursor.execute(
            "INSERT INTO status_mappings (status_from, flow_step_id) VALUES (%(status)s, %(step)s)",
            {"status": status, "step": steps[step]},
        )

    columns = sql.SQL(", ").join(
        sql.SQL("{} TEXT").format(sql.Identifier(f"custom_field_{number:02d}"))
        for number in range(1, CUSTOM_FIELDS + 1)
    )
    cursor.execute(sql.SQL("""
        CREATE TABLE work_items (
            id SERIAL PRIMARY KEY,
            external_id VARCHAR NOT NULL UNIQUE,
            summary VARCHAR,
            status_mapping_id INTEGER REFERENCES status_mappings(id),
            {}
        )
    """).format(columns))

    cursor.execute("SELECT id FROM customers WHERE active ORDER BY id LIMIT 1")
    first = cursor.fetchone()
    cursor.execute(
        "INSERT INTO integrations (customer_id, name, settings) VALUES (%s, %s, %s)",
        (first["id"], "tracker", Json({"url": "https://tracker.example", "projects": ["A", "B"]})),
    )
    print(f"{len(STATUSES)} statuses mapped")


def rollback(connection):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM integrations WHERE name = 'tracker'")
        cursor.execute("DROP TABLE IF EXISTS work_items; DROP TABLE IF EXISTS status_mappings")
