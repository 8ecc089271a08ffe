#!/usr/bin/env python3
"""
Migration: 001 - Initial Schema
Description: Creates customers, integrations and the workflow, with its seed data
"""

from psycopg2.extras import execute_values

FLOW_STEPS = [
    ("Backlog", "open", 1),
    ("Refinement", "open", 2),
    ("In Progress", "working", 3),
    ("Review", "waiting", 4),
    ("Done", "closed", 5),
]

CUSTOMERS = [
    ("Fernbrook Analytics", "fernbrook.example", True),
    ("O'Malley & Sons", "omalley.example", True),
    ("Trial 100%", None, False),
]


def create_tables(cursor):
    cursor.execute("""
        CREATE TABLE IF NOT EXISTS migration_history (
            id SERIAL PRIMARY KEY,
            migration_number VARCHAR(10) UNIQUE NOT NULL,
            migration_name VARCHAR(255) NOT NULL,
            applied_at TIMESTAMP DEFAULT NOW(),
            rollback_at TIMESTAMP,
            status VARCHAR(20) NOT NULL DEFAULT 'applied'
        );

        CREATE TABLE customers (
            id SERIAL PRIMARY KEY,
            name VARCHAR NOT NULL UNIQUE,
            domain VARCHAR,
            active BOOLEAN NOT NULL DEFAULT TRUE,
            created_at TIMESTAMP DEFAULT NOW()
        );

        CREATE TABLE integrations (
            id SERIAL PRIMARY KEY,
            customer_id INTEGER NOT NULL REFERENCES customers(id),
            name VARCHAR NOT NULL,
            settings JSONB NOT NULL DEFAULT '{}'
        );
    """)
    cursor.execute("""
        CREATE TABLE flow_steps (
            id SERIAL PRIMARY KEY,
            name VARCHAR NOT NULL UNIQUE,
            category VARCHAR NOT NULL,
            position INTEGER NOT NULL
        )
    """)


def apply(connection):
    """Apply the migration (forward)"""
    print("Creating the initial schema …")
    cursor = connection.cursor()
    create_tables(cursor)
    cursor.execute("CREATE INDEX idx_integrations_customer ON integrations(customer_id)")

    print("Inserting seed data …")
    execute_values(cursor, "INSERT INTO flow_steps (name, category, position) VALUES %s", FLOW_STEPS)
    cursor.executemany("INSERT INTO customers (name, domain, active) VALUES (%s, %s, %s)", CUSTOMERS)
    print(f"{len(FLOW_STEPS)} flow steps, {len(CUSTOMERS)} customers")
    cursor.close()


def rollback(connection):
    """Rollback the migration (backward): everything goes, the history of the migrations too"""
    cursor = connection.cursor()
    for table in ("integrations", "customers", "flow_steps", "migration_history"):
        cursor.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    cursor.close()
