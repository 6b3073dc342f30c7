"""What counts are made of, as tables tell it: things that are counted, vague counts, currencies and measures."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final

from dateline.errors import TableError
from dateline.normalising.time.named import NamedDays

THING_KINDS: Final = ("person", "weapon", "formation", "object", "toll")
MEASURE_KINDS: Final = (
    "time",
    "distance",
    "area",
    "mass",
    "volume",
    "speed",
    "power",
    "share",
    "times",
    "other",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun that is counted: "soldier" counts troops and stands for a person."""

    noun: str
    unit: str
    kind: str


@dataclass(frozen=True)
class Measures:
    """Nouns, vague counts, currencies and measures, each by its words in small letters; days by their names."""

    things: dict[str, Thing]
    vague: dict[str, tuple[float, float]]
    currencies: dict[str, str | None]
    kinds: dict[str, str]
    days: NamedDays

    @cached_property
    def units(self) -> frozenset[str]:
        """Every unit that the table of things gives."""
        return frozenset(thing.unit for thing in self.things.values())

    @cached_property
    def weapons(self) -> frozenset[str]:
        """The units of ships, vehicles, aircraft and arms."""
        return frozenset(thing.unit for thing in self.things.values() if thing.kind == "weapon")

    @classmethod
    def load(cls) -> Measures:
        """Read the tables of this version. Raises TableError where a row cannot be read."""
        things: dict[str, Thing] = {}
        for line, row in _rows("counted.csv", ("noun", "unit", "kind")):
            if row["kind"] not in THING_KINDS:
                raise TableError(
                    "counted.csv", line, f"unknown kind {row['kind']!r}; known: {', '.join(THING_KINDS)}"
                )
            _once("counted.csv", line, row["noun"], things)
            things[row["noun"]] = Thing(row["noun"], row["unit"], row["kind"])
        vague: dict[str, tuple[float, float]] = {}
        for line, row in _rows("vague_counts.csv", ("words", "low", "high")):
            if not (row["low"].isdigit() and row["high"].isdigit() and int(row["low"]) <= int(row["high"])):
                raise TableError("vague_counts.csv", line, f"not a range: {row['low']!r} to {row['high']!r}")
            _once("vague_counts.csv", line, row["words"], vague)
            vague[row["words"]] = (float(row["low"]), float(row["high"]))
        currencies: dict[str, str | None] = {}
        for line, row in _rows("currencies.csv", ("words", "code")):
            if row["code"] and not (len(row["code"]) == 3 and row["code"].isupper()):
                raise TableError("currencies.csv", line, f"not an ISO 4217 code: {row['code']!r}")
            _once("currencies.csv", line, row["words"], currencies)
            currencies[row["words"]] = row["code"] or None
        kinds: dict[str, str] = {}
        for line, row in _rows("measures.csv", ("noun", "kind")):
            if row["kind"] not in MEASURE_KINDS:
                raise TableError(
                    "measures.csv", line, f"unknown kind {row['kind']!r}; known: {', '.join(MEASURE_KINDS)}"
                )
            _once("measures.csv", line, row["noun"], kinds)
            kinds[row["noun"]] = row["kind"]
        return cls(things, vague, currencies, kinds, NamedDays.load())


def load_measures() -> Measures:
    """Read the tables of counts that this version of the package carries."""
    return Measures.load()


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines; its columns must be those named."""
    text = (files("dateline") / "tables" / name).read_text("utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise TableError(name, 1, f"the columns are {reader.fieldnames}, expected {list(columns)}")
    for row in reader:
        if None in row or None in row.values() or not row[columns[0]]:
            raise TableError(name, reader.line_num, "a row needs one value for each column")
        yield reader.line_num, row


def _once(name: str, line: int, key: str, seen: Mapping[str, object]) -> None:
    if key in seen:
        raise TableError(name, line, f"{key!r} stands twice")
