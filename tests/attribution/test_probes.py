"""One construction a row: who says it, with which force, in which manner, and exactly which words are said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.attribution.conftest import Attribute, names

TABLE = (Path(__file__).parent / "probes.csv").read_text("utf-8")
PROBES = list(csv.DictReader(TABLE.splitlines()))


@pytest.mark.parametrize("probe", PROBES, ids=[probe["construction"] for probe in PROBES])
def test_reads_the_construction(read: Attribute, probe: dict[str, str]) -> None:
    said = read(probe["text"])
    statement = said.saying(probe["content"])
    assert names(statement.chain) == probe["chain"]
    assert statement.force == probe["force"]
    assert statement.manner == probe["manner"]


def test_each_construction_stands_once() -> None:
    assert len({probe["construction"] for probe in PROBES}) == len(PROBES)
