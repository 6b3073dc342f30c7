"""Names that stand for a government: of a country, its capital, its seat. They are one voice.

A ministry (the Pentagon) is a voice of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from dateline.parsing.names import fold

Governments = Mapping[str, str]  # folded name → code of the country


@cache
def load_governments() -> Governments:
    """Read the names from the tables of countries and bodies; a name of two countries stands for none."""
    found: dict[str, str] = {}
    shared = set()
    for name, code in _names():
        key = fold(name).removeprefix("the ")
        if found.setdefault(key, code) != code:
            shared.add(key)
    return {name: code for name, code in found.items() if name not in shared}


def _names() -> Iterator[tuple[str, str]]:
    for row in _rows("countries.csv"):
        if not row["until"]:
            for name in (row["name"], row["capital"], *row["aliases"].split("|")):
                if name:
                    yield name, row["code"]
    for row in _rows("bodies.csv"):
        if row["sense"] == "seat" and row["sector"] == "GOV":
            for name in (row["name"], *row["aliases"].split("|")):
                if name:
                    yield name, row["country"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("dateline") / "tables" / name).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())
