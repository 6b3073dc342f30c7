"""Rows of Parquet files: read where pyarrow is installed, and a row that says how to get it where not."""

from __future__ import annotations

import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.model import Skipped, SourceItem
from dateline.readers import find_items

TEXT = "Malian soldiers retook the border town of Ansongo on Sunday, the army said."


def write(path: Path, rows: int = 3) -> Path:
    arrow = pytest.importorskip("pyarrow")
    columns = {
        "body": [f"{TEXT} ({number})" for number in range(rows)],
        "date": [datetime(2019, 3, 4, 10, tzinfo=UTC)] * rows,
        "source": ["The Sahel Courier"] * rows,
        "vector": [[0.5, 1.5]] * rows,
    }
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), path, row_group_size=2)
    return path


def test_each_row_is_an_item(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.parquet")
    found = list(find_items([tmp_path], tell=told.append))
    assert [one.address for one in found] == [f"{path}#{number}" for number in (1, 2, 3)]
    first = found[0]
    assert isinstance(first, SourceItem)
    assert first.text == f"{TEXT} (0)"
    assert dict(first.metadata) == {
        "published": "2019-03-04T10:00:00+00:00",
        "publisher": "The Sahel Courier",
    }
    assert told == ["a.parquet: text=body, published=date, publisher=source"]


def test_a_stated_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has no column words"):
        list(find_items([write(tmp_path / "a.parquet")], columns=(("text", "words"),)))


def test_one_in_an_archive_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "in/a.parquet")
    assert len([one for one in find_items([tmp_path / "a.zip"]) if isinstance(one, SourceItem)]) == 3


@pytest.mark.parametrize("cut", [3, 4, 40, 200, -4])
def test_one_cut_short_is_a_row(cut: int, tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet")
    path.write_bytes(path.read_bytes()[:cut])
    found = list(find_items([path]))
    assert found
    assert all(isinstance(one, Skipped) for one in found)


def test_without_pyarrow_a_row_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    (one,) = find_items([path])
    assert isinstance(one, Skipped)
    assert one.reason == "Parquet needs pyarrow; install it with: pip install dateline[parquet]"
