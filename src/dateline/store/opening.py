"""Opening a record file: to look (read-only) or to add. Every way it can fail has its own message."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import RecordError
from dateline.store.migrations import (
    MIGRATIONS,
    application_id,
    migrate,
    schema_version,
)
from dateline.store.schema import APPLICATION_ID

# How long to wait for another process that writes, in seconds. An item's transaction takes milliseconds;
# the events of a large record take some seconds.
PATIENCE = 30.0


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a record that exists, read-only.

    Raises RecordError where it is missing, is no record, or has another schema version.
    """
    _check_file(path)
    with explained(path):
        connection = _open(path, "ro")
        try:
            _check_schema(connection, path)
        except sqlite3.OperationalError:
            # A WAL file wants a shared-memory file beside it. In a folder nobody may write to there is none,
            # and nobody who could be writing either.
            connection.close()
            if os.access(path.parent, os.W_OK) or path.with_name(path.name + "-wal").exists():
                raise
            connection = _open(path, "ro", "&immutable=1")
            _check_schema(connection, path)
    return connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open a record to add to it; make it, or bring it to the newest schema, where needed.

    Raises RecordError where the file is foreign, newer than this version, locked or cannot be written.
    """
    if not path.parent.is_dir():
        raise RecordError(f"{path}: the folder {path.parent} does not exist; make it first")
    if path.exists():
        _check_file(path, may_be_empty=True)
    with explained(path):
        connection = _open(path, "rwc")
        try:
            _check_owner(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing; waits for other writers, and says so when it waited in vain."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def _open(path: Path, mode: str, more: str = "") -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={mode}{more}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _check_file(path: Path, *, may_be_empty: bool = False) -> None:
    """Tell apart what is no record before SQLite sees it."""
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record; name the record file with --record FILE")
    if not path.exists():
        raise RecordError(f"there is no record {path}; make one with `dateline run PATH… --record {path}`")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}") from error
    if head != b"SQLite format 3\0" and not (may_be_empty and not head):
        raise RecordError(f"{path} is not a Dateline record; name another file with --record FILE")


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse the database of another program, and a record of a newer version."""
    connection.execute("BEGIN")  # one look: another may be making the record right now
    owner = application_id(connection)
    is_new = owner == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    connection.rollback()
    if owner != APPLICATION_ID and not is_new:
        raise RecordError(f"{path} is a database of another program; name another file with --record FILE")
    if schema_version(connection) > len(MIGRATIONS):
        raise RecordError(
            f"{path} was written by a newer Dateline (schema {schema_version(connection)}, this one knows"
            f" {len(MIGRATIONS)}); upgrade Dateline to open it"
        )


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to look at what this version cannot read."""
    _check_owner(connection, path)
    if schema_version(connection) < len(MIGRATIONS):
        raise RecordError(
            f"{path} has an older schema ({schema_version(connection)} of {len(MIGRATIONS)});"
            f" `dateline run PATH… --record {path}` brings it up to date"
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's refusals into a RecordError with the next step."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise RecordError(
                f"{path} is in use by another run; wait for it to end, then try again"
            ) from error
        if "readonly" in str(error) or "unable to open" in str(error):
            raise RecordError(f"{path} cannot be opened; check that you may read and write it") from error
        if "full" in str(error):
            raise RecordError(
                f"{path}: the disk is full; what was recorded is kept, make room and run again"
            ) from error
        raise RecordError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise  # a mistake of ours, not of the file
        raise RecordError(
            f"{path} is damaged ({error}); restore it, or make a new one with `dateline run`"
        ) from error
