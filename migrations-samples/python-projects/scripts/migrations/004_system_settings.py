#!/usr/bin/env python3
"""
Migration: 004 - System Settings
Description: Adds settings and the schedule of the collecting job
"""

import datetime
from decimal import Decimal

SETTINGS = [
    {"key": "analysis_window", "value": "P30D", "weight": Decimal("1.50")},
    {"key": "orchestrator_pause", "value": "%d minutes", "weight": None},
]


def apply(connection):
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE TABLE system_settings (
                key VARCHAR PRIMARY KEY,
                value VARCHAR NOT NULL,
                weight NUMERIC(6, 2)
            )
        """)
        cursor.executemany(
            "INSERT INTO system_settings (key, value, weight) VALUES (%(key)s, %(value)s, %(weight)s)", SETTINGS)
        cursor.execute("""
            CREATE TABLE job_schedules (
                id SERIAL PRIMARY KEY,
                name VARCHAR NOT NULL,
                first_run DATE NOT NULL,
                pause INTERVAL NOT NULL
            )
        """)
        cursor.execute(
            "INSERT INTO job_schedules (name, first_run, pause) VALUES (%s, %s, %s)",
            ("collect", datetime.date(2026, 1, 5), datetime.timedelta(minutes=90)),
        )
        cursor.execute("SELECT first_run + pause FROM job_schedules")
        print(f"second run: {cursor.fetchone()[0]:%d %B %Y %H:%M}")


def rollback(connection):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE job_schedules")
        cursor.execute("DROP TABLE system_settings")
