"""The gazetteer: what its file holds, what its tables say, and that both answer to the names news uses."""

from __future__ import annotations

import csv
import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import TableError
from dateline.normalising.place.gazetteer import KINDS, GeoNames, Places, fold_lines, key_of, load_gazetteer

TABLES = Path(__file__).parents[2] / "src" / "dateline" / "tables"


@pytest.fixture(scope="module")
def gazetteer() -> Places:
    return load_gazetteer()


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kharkov", "city", "UKR"),
        ("Ādaži", "base", "LVA"),
        ("Bemowo Piskie", "base", "POL"),
        ("U.S.", "country", "USA"),
        ("Ky.", "region", "USA"),
        ("Kursk Oblast", "region", "RUS"),
        ("N'Djamena", "city", "TCD"),
        ("Omdurman", "city", "SDN"),
        ("Strait of Hormuz", "sea", "IRN"),
        ("Panmunjom", "border", "KOR"),
        ("Baltic states", "region", "EST"),
    ],
)
def test_look_up(name: str, kind: str, country: str, gazetteer: Places) -> None:
    assert any(e.kind == kind and country in e.countries for e in gazetteer.look_up(name)), gazetteer.look_up(
        name
    )


def test_the_file_is_the_one_written_down() -> None:
    digest, name = (TABLES / "gazetteer.sha256").read_text("utf-8").split()
    content = (TABLES / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest
    assert len(content) < 1_500_000


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "gazetteer.bin"
    other.write_bytes(b"not a gazetteer")
    with pytest.raises(TableError, match="build_gazetteer"):
        GeoNames(other)


def test_loads_fast() -> None:
    """Far above the fifth of a second it takes, so that a busy machine does not fail it."""
    started = time.process_time()
    load_gazetteer()
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize("name", ["places.csv", "regions.csv"])
def test_own_tables_are_sorted(name: str) -> None:
    names = [row["name"] for row in rows(name)]
    assert names == sorted(names)
    assert len(names) == len(set(names))


def test_own_places_have_a_kind_a_point_and_a_source() -> None:
    for row in rows("places.csv"):
        assert row["kind"] in KINDS, row
        assert row["lat"] and row["lon"], row
        assert row["source"], row
        assert 1 <= int(row["precision"]) <= 7, row


@given(st.lists(st.text(alphabet="abcXYZ -'’.éñŁøß", min_size=1, max_size=9), min_size=1, max_size=5))
def test_many_names_fold_as_one_does(names: list[str]) -> None:
    assert fold_lines("\n".join(names)) == [key_of(name) for name in names]
