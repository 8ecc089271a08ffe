#!/usr/bin/env python3
"""Applies and rolls back the numbered migrations beside it; the connection comes from PGHOST, PGDATABASE and the like."""

import argparse
import importlib.util
import pathlib
import re
import sys

import psycopg2

MIGRATIONS = pathlib.Path(__file__).parent / "migrations"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def migrations():
    return sorted((path.stem.split("_")[0], path) for path in MIGRATIONS.glob("[0-9]*.py"))


def name_of(module):
    return re.search(r"Migration: \d+ - (.+)", module.__doc__).group(1).strip()


def has_history(cursor):
    cursor.execute("SELECT to_regclass('migration_history')")
    return cursor.fetchone()[0] is not None


def applied(connection):
    with connection.cursor() as cursor:
        if not has_history(cursor):
            return set()
        cursor.execute("SELECT migration_number FROM migration_history WHERE status = 'applied'")
        return {row[0] for row in cursor.fetchall()}


def apply_one(connection, number, path):
    module = load(path)
    print(f"Applying {number} - {name_of(module)}")
    module.apply(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO migration_history (migration_number, migration_name, applied_at, status)
            VALUES (%s, %s, NOW(), 'applied')
            ON CONFLICT (migration_number) DO UPDATE
            SET applied_at = NOW(), rollback_at = NULL, status = 'applied'
            """,
            (number, name_of(module)),
        )
    connection.commit()


def rollback_one(connection, number, path):
    module = load(path)
    print(f"Rolling back {number} - {name_of(module)}")
    module.rollback(connection)
    with connection.cursor() as cursor:
        if has_history(cursor):
            cursor.execute(
                "UPDATE migration_history SET status = 'rolled_back', rollback_at = NOW() WHERE migration_number = %s",
                (number,),
            )
    connection.commit()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apply-all", action="store_true")
    parser.add_argument("--rollback-to", metavar="NUMBER", help="take back everything after this one; 000 for all")
    parser.add_argument("--status", action="store_true")
    wish = parser.parse_args()
    connection = psycopg2.connect("")
    try:
        done = applied(connection)
        if wish.apply_all:
            for number, path in migrations():
                if number not in done:
                    apply_one(connection, number, path)
        elif wish.rollback_to is not None:
            for number, path in reversed(migrations()):
                if number in done and number > wish.rollback_to:
                    rollback_one(connection, number, path)
        else:
            for number, path in migrations():
                print(number, "applied" if number in done else "pending", path.stem)
    except Exception as error:
        connection.rollback()
        print(f"failed: {error}", file=sys.stderr)
        return 1
    finally:
        connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
