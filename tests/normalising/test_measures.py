"""The tables of things counted, vague counts, currencies, measures and named days."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import TableError
from dateline.normalising import measures as module
from dateline.normalising.measures import Measures, load_measures
from dateline.normalising.numbers import read_digits, read_ordinal, read_words
from dateline.normalising.time import Clock, NamedDays, find_times
from dateline.normalising.time import named as named_module
from dateline.normalising.time.named import named_day

MEASURES = load_measures()


def test_the_documented_readings_of_vague_counts_stand_in_the_table() -> None:
    assert MEASURES.vague["dozens"] == (24, 99)
    assert MEASURES.vague["scores"] == (40, 99)
    assert MEASURES.vague["hundreds"] == (200, 999)
    assert MEASURES.vague["thousands"] == (2000, 9999)
    assert MEASURES.vague["several"] == (3, 9)
    assert MEASURES.vague["few"] == (2, 5)
    assert MEASURES.vague["couple"] == (2, 2)


def test_units_are_those_of_the_record() -> None:
    assert {
        "troops",
        "vehicles",
        "tanks",
        "aircraft",
        "ships",
        "missiles",
        "people",
        "killed",
        "wounded",
        "arrested",
    } <= MEASURES.units
    assert "ships" in MEASURES.weapons
    assert "people" not in MEASURES.weapons


def test_no_vague_count_is_upside_down_and_no_noun_is_a_measure_too() -> None:
    assert all(low <= high for low, high in MEASURES.vague.values())
    assert not set(MEASURES.things) & set(MEASURES.kinds) - {"round"}


@pytest.mark.parametrize("name", ["counted", "currencies", "measures", "vague_counts", "named_days"])
def test_tables_are_sorted_by_their_first_column(name: str) -> None:
    path = Path(module.__file__).parents[1] / "tables" / f"{name}.csv"
    first = [row[0] for row in csv.reader(path.read_text("utf-8").splitlines()[1:])]
    assert first == sorted(first)


def _in_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **contents: str) -> None:
    """Lay the tables of the package below a folder, some of them changed."""
    (tmp_path / "tables").mkdir()
    for path in (Path(module.__file__).parents[1] / "tables").glob("*.csv"):
        (tmp_path / "tables" / path.name).write_text(
            contents.get(path.stem, path.read_text("utf-8")), "utf-8"
        )
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    monkeypatch.setattr(named_module, "files", lambda package: tmp_path)


@pytest.mark.parametrize(
    ("table", "content", "message"),
    [
        (
            "counted",
            "noun,unit,kind\nfrigate,ships,boat\n",
            r"counted\.csv:2: unknown kind 'boat'; known: person",
        ),
        (
            "counted",
            "noun,unit,kind\nfrigate,ships,weapon\nfrigate,ships,weapon\n",
            r"counted\.csv:3: 'frigate' stands twice",
        ),
        ("counted", "noun,unit\nfrigate,ships\n", r"counted\.csv:1: the columns are"),
        ("counted", "noun,unit,kind\nfrigate,ships\n", r"counted\.csv:2: a row needs one value"),
        ("vague_counts", "words,low,high\ndozens,99,24\n", r"vague_counts\.csv:2: not a range"),
        ("currencies", "words,code\neuro,Euro\n", r"currencies\.csv:2: not an ISO 4217 code"),
        ("measures", "noun,kind\nmile,length\n", r"measures\.csv:2: unknown kind 'length'"),
        ("named_days", "name,rule\nEaster,spring\n", r"named_days\.csv:2: cannot read 'Easter', 'spring'"),
        (
            "named_days",
            "name,rule\nEaster,easter+0\nEaster,easter+1\n",
            r"named_days\.csv:3: 'Easter' stands twice",
        ),
    ],
)
def test_a_bad_row_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: str, content: str, message: str
) -> None:
    _in_tables(monkeypatch, tmp_path, **{table: content})
    with pytest.raises(TableError, match=message):
        Measures.load()


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2021, date(2021, 12, 25)),
        ("11-thu-4", 2021, date(2021, 11, 25)),
        ("05-mon-last", 2023, date(2023, 5, 29)),
        ("easter-2", 2022, date(2022, 4, 15)),
        ("orthodox+0", 2023, date(2023, 4, 16)),
    ],
)
def test_rules_of_named_days(rule: str, year: int, day: date) -> None:
    assert named_day(rule, year) == day


def test_every_named_day_has_a_day_in_any_year_or_is_a_name() -> None:
    for rule in NamedDays.load().rules.values():
        assert rule == "name" or (named_day(rule, 2000) and named_day(rule, 2023))


def test_a_named_day_is_dated_by_its_year_or_by_the_tense() -> None:
    names, clock = NamedDays.load(), Clock.at("2024-03-15")
    found = [
        one.start
        for text in (
            "It ended on Christmas Day 2021.",
            "It ended at Christmas.",
            "It will end by Christmas.",
            "It ended at Christmas last year.",
        )
        for one in find_times(text, clock, names=names)
    ]
    assert found == ["2021-12-25", "2023-12-25", None, "2023-12-25"]


def test_numbers_in_words_and_digits() -> None:
    assert read_words("twenty-eight thousand six hundred forty-two") == 28642
    assert read_words("a hundred and ten") == 110
    assert read_words("elephant") is None
    assert read_digits("1,234,567.5") == 1234567.5
    assert read_digits("1.234.567") == 1234567
    assert [read_ordinal(w) for w in ("third", "31st", "twenty-second", "umpteenth")] == [3, 31, 22, None]
