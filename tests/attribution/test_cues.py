"""The tables: every row is checked on load, every cue reads its example and not its counterexample."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.attribution.cues import Cue, load_cues, make_cue, outlet_key
from dateline.attribution.floating import find_sayings
from dateline.errors import TableError
from dateline.parsing import parse
from tests.makers import document

if TYPE_CHECKING:
    from dateline.parsing.spacy import SpacyParser

CUES = load_cues().rows()
ROW = {
    "cue": "murmur", "pos": "verb", "source": "subject", "content": "clause quote", "addressee": "to",
    "force": "", "kind": "saying", "example": "He murmured.", "counterexample": "A murmur rose.",
}  # fmt: skip

Read = Callable[[str], set[Cue]]


@pytest.fixture(scope="module")
def cues_in(parser: SpacyParser) -> Read:
    """The cues that hand something on in a text."""

    def find(text: str) -> set[Cue]:
        report = document(text)
        sayings = find_sayings(report, parse(report, parser), load_cues())
        return {s.hit.cue for s in sayings if s.hit is not None}

    return find


@pytest.mark.parametrize("cue", CUES, ids=[f"{cue.rule}-{cue.kind}" for cue in CUES])
def test_reads_its_example_and_not_its_counterexample(cues_in: Read, cue: Cue) -> None:
    assert cue in cues_in(cue.example)
    assert cue not in cues_in(cue.counterexample)


def test_rows_are_sorted_and_stand_once() -> None:
    keys = [(cue.phrase, cue.pos, cue.kind == "attitude") for cue in CUES]
    assert keys == sorted(set(keys))


def test_makes_a_cue_of_a_row() -> None:
    cue = make_cue("cues.csv", 2, ROW)
    assert (cue.phrase, cue.content, cue.addressee) == ("murmur", ("clause", "quote"), ("to",))
    assert cue.rule == "cues/murmur.verb"


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("cue", "", "no cue"),
        ("pos", "adjective", "unknown part of speech 'adjective'; known: verb"),
        ("source", "topic", "unknown source 'topic'"),
        ("content", "", "has no content"),
        ("content", "clause sideways", "unknown content 'sideways'"),
        ("addressee", "beside", "unknown addressee 'beside'"),
        ("force", "deny", "unknown force 'deny'; known: \\(empty\\), none, actual"),
        ("kind", "rumour", "unknown kind 'rumour'"),
    ],
)
def test_refuses_a_bad_row_and_says_why(column: str, value: str, why: str) -> None:
    with pytest.raises(TableError, match=f"cues.csv:7: .*{why}"):
        make_cue("cues.csv", 7, ROW | {column: value})


def test_folds_names_of_outlets() -> None:
    assert outlet_key("The Guardian") == outlet_key("guardian")
    assert outlet_key("“Le Monde”") == outlet_key("Le Monde")
    assert load_cues().outlets[outlet_key("AFP")] == "Agence France-Presse"


def test_platforms_are_no_outlets() -> None:
    assert "telegram" not in load_cues().outlets
