"""How many deeds of other crises are told: own sentences, written by type before the rules were tried on them.

Of the first batch .56 gave the right type when it was first read, of the second .77, of the third, written in the
long sentences of reports, .52; the rules were widened after each. `missed` marks what is still not told.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model import MODES, TYPES, Mention

Coder = Callable[[str], tuple[Mention, ...]]

DEEDS = list(csv.DictReader((Path(__file__).parent / "deeds.csv").read_text("utf-8").splitlines()))
FLOORS = {"first": 0.88, "second": 0.90, "third": 0.78}
MODE_FLOOR = 0.90


@pytest.mark.parametrize("batch", FLOORS)
def test_deeds_of_a_batch_are_told(batch: str, coded: Coder) -> None:
    rows = [row for row in DEEDS if row["batch"] == batch]
    lost = [row for row in rows if row["type"] not in {m.type for m in coded(row["sentence"])}]
    newly = [row["sentence"] for row in lost if not row["missed"]]
    assert 1 - len(lost) / len(rows) >= FLOORS[batch], newly


def test_deeds_told_have_their_mode(coded: Coder) -> None:
    told = [
        (row["mode"], {m.mode for m in coded(row["sentence"]) if m.type == row["type"]})
        for row in DEEDS
        if row["mode"] and not row["missed"]
    ]
    found = [(mode, modes) for mode, modes in told if modes]
    assert sum(mode in modes for mode, modes in found) / len(found) >= MODE_FLOOR


def test_the_table_is_in_order() -> None:
    assert len({row["sentence"] for row in DEEDS}) == len(DEEDS)
    for row in DEEDS:
        assert row["type"] in TYPES
        assert not row["mode"] or row["mode"] in MODES[row["type"]]
        assert row["missed"] in ("", "yes")
