"""Steps from one schema version to the next; the version of a file is its `PRAGMA user_version`."""

from __future__ import annotations

import sqlite3
from typing import Final

from dateline.store.schema import APPLICATION_ID, FIRST

# One script a version: MIGRATIONS[n] leads from version n to n + 1. A script never changes once released.
MIGRATIONS: Final[tuple[str, ...]] = (FIRST,)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open record to the newest schema, one step a transaction; a failed step leaves its file as it was."""
    for version in range(schema_version(connection), len(MIGRATIONS)):
        header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version + 1};"
        script = f"BEGIN IMMEDIATE; {MIGRATIONS[version]} {header} COMMIT;"
        try:
            connection.executescript(script)
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            raise


def schema_version(connection: sqlite3.Connection) -> int:
    """The schema version written in the file; 0 for an empty file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def application_id(connection: sqlite3.Connection) -> int:
    """The application id written in the file's header; 0 for a new file."""
    number: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return number
