"""Steps from one schema version to the next; the version of a file is its `PRAGMA user_version`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Final

from dateline.store.schema import (
    APPLICATION_ID,
    CONFIDENT,
    CONTRADICTED,
    FIRST,
    JUDGED,
    OUTLINED,
    RELATED,
    SECOND,
)

# One script a version: MIGRATIONS[n] leads from version n to n + 1. A script never changes once released.
MIGRATIONS: Final[tuple[str, ...]] = (FIRST, SECOND, RELATED, JUDGED, CONFIDENT, OUTLINED, CONTRADICTED)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open record to the newest schema, all or nothing; two that come at once wait for each other."""
    if schema_version(connection) >= len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in MIGRATIONS[schema_version(connection) :]:  # asked again: another may have been faster
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _statements(script: str) -> Iterator[str]:
    """Cut a script into its statements; a trigger holds semicolons of its own.

    >>> list(_statements("CREATE TABLE a (b); CREATE TABLE c (d);"))
    ['CREATE TABLE a (b);', 'CREATE TABLE c (d);']
    """
    statement = ""
    for piece in re.findall(r"[^;]*;", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def schema_version(connection: sqlite3.Connection) -> int:
    """The schema version written in the file; 0 for an empty file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def application_id(connection: sqlite3.Connection) -> int:
    """The application id written in the file's header; 0 for a new file."""
    number: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return number
