"""Every way a record file can be wrong has its own message, with the next step."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.errors import RecordError
from dateline.store import RecordWriter, open_record
from dateline.store import opening as opening_module
from dateline.store.migrations import MIGRATIONS, migrate
from tests.makers import reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.dateline"


def both_refuse(path: Path, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        open_record(path)
    with pytest.raises(RecordError, match=words):
        RecordWriter(path)


def test_missing(path: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no record .* make one with `dateline run"):
        open_record(path)
    assert not path.exists()


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"folder .* does not exist"):
        RecordWriter(tmp_path / "no" / "test.dateline")


def test_a_folder(tmp_path: Path) -> None:
    both_refuse(tmp_path, "is a folder")


def test_no_database(path: Path) -> None:
    path.write_text("Dear diary, nothing here is a record.")
    both_refuse(path, "is not a Dateline record")
    assert path.read_text().startswith("Dear diary")


def test_an_empty_file_becomes_a_record(path: Path) -> None:
    path.touch()
    RecordWriter(path).close()
    with open_record(path) as record:
        assert record.counts().files == 0


def test_database_of_another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE cookies (name)")
    connection.close()
    both_refuse(path, "database of another program")


def test_newer_schema(path: Path) -> None:
    RecordWriter(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    both_refuse(path, "newer Dateline .* upgrade")


def test_older_schema_is_migrated_by_a_writer_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with RecordWriter(path) as writer:
        writer.add(reading(), "kit")
    longer = (*MIGRATIONS, "CREATE TABLE hunches (event_id TEXT);")
    monkeypatch.setattr("dateline.store.migrations.MIGRATIONS", longer)
    monkeypatch.setattr(opening_module, "MIGRATIONS", longer)
    with pytest.raises(RecordError, match="older schema"):
        open_record(path)
    RecordWriter(path).close()
    with open_record(path) as record:
        assert record.counts().documents == 1


def test_a_failed_migration_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    RecordWriter(path).close()
    broken = (*MIGRATIONS, "CREATE TABLE hunches (id TEXT); INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr("dateline.store.migrations.MIGRATIONS", broken)
    with pytest.raises(RecordError, match="nowhere"):
        RecordWriter(path)
    monkeypatch.undo()
    with open_record(path) as record:
        assert record.counts().documents == 0


def test_two_that_make_a_record_at_once(path: Path) -> None:
    """The second asked for the version before the first was done, and asks again when its turn comes."""

    class Late(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if sql == "BEGIN IMMEDIATE":
                RecordWriter(path).close()
            return super().execute(sql, *values)  # type: ignore[arg-type]

    late = sqlite3.connect(path, factory=Late, isolation_level=None)
    migrate(late)
    late.close()
    with open_record(path) as record:
        assert record.counts().documents == 0


def test_damaged(path: Path) -> None:
    RecordWriter(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + b"\xff" * (len(whole) - 5000))
    with pytest.raises(RecordError, match="damaged"), open_record(path) as record:
        record.counts()


def test_locked_by_another_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    RecordWriter(path).close()
    monkeypatch.setattr(opening_module, "PATIENCE", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with RecordWriter(path) as writer, pytest.raises(RecordError, match="in use by another run"):
        writer.add(reading(), "kit")
    with open_record(path) as record:  # looking does not wait
        assert record.counts().documents == 0
    other.close()


def test_the_file_says_what_it_is(path: Path) -> None:
    RecordWriter(path).close()
    head = path.read_bytes()[:100]
    assert head[68:72] == b"DTLN"
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()
