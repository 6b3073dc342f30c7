"""Who does it to whom, in sentences on crises of many years and countries, after places have been found.

Every row was written before the rules were tried on it. A row whose `misses` names what comes out wrong is a known
gap: it is kept, and the test fails as soon as one that was right no longer is. Codes are compared by country or
organisation; `COUNTRY/GROUP` asks for the armed group. The sentences are our own.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dateline.attribution import attribute, refer
from dateline.coding import code, find_actors
from dateline.coding.placed import parties_from_places
from dateline.kit import Kit
from dateline.model import Actor, Mention
from dateline.normalising import normalise
from dateline.parsing import parse
from tests.makers import document

Reader = Callable[[str], tuple[Mention, ...]]
Row = dict[str, str]

ROWS = list(csv.DictReader((Path(__file__).parent / "parties.csv").read_text("utf-8").splitlines()))
LEAST = 0.8


@pytest.fixture(scope="module")
def read(kit: Kit) -> Reader:
    """Code a text up to the parties that its places give."""

    def _read(text: str) -> tuple[Mention, ...]:
        report = document(text, published_at=None, publisher=None)
        sentences = parse(report, kit.parser)
        actors = find_actors(report, sentences, kit.actors)
        references = refer(report, sentences, actors, cues=kit.cues)
        statements = attribute(report, sentences, actors, references, kit.cues)
        mentions = code(report, sentences, statements, actors, references, kit.rules)
        mentions = normalise(report, sentences, mentions, references, kit.measures, kit.gazetteer)
        return parties_from_places(sentences, actors, mentions)

    return _read


def agree(wanted: str, found: Sequence[Actor]) -> bool:
    """Tell whether the parties are those asked for, and no others."""
    codes = set(wanted.split())
    countries = {actor.id.split("/")[0] for actor in found}
    groups = {f"{actor.id.split('/')[0]}/{actor.entity}" for actor in found}
    named = all(code in (groups if "/" in code else countries) for code in codes)
    return named and len(countries) <= len({code.split("/")[0] for code in codes})


def is_right(row: Row, mentions: Sequence[Mention]) -> bool:
    """Tell whether one mention has the type and the parties of a row."""
    return any(
        mention.type == row["type"]
        and agree(row["actors"], mention.actors)
        and agree(row["recipients"], mention.recipients)
        for mention in mentions
    )


@pytest.mark.parametrize("row", [r for r in ROWS if not r["misses"]], ids=lambda row: row["text"][:50])
def test_parties_are_those_of_the_words(row: Row, read: Reader) -> None:
    mentions = read(row["text"])
    told = [(m.type, [a.id for a in m.actors], [a.id for a in m.recipients], m.rule) for m in mentions]
    assert is_right(row, mentions), told


def test_most_rows_are_right() -> None:
    right = sum(not row["misses"] for row in ROWS)
    assert right / len(ROWS) >= LEAST


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Fighting resumed in Sudan on Monday. The army bombed Omdurman.", "SDN"),
        ("The Congolese army fought M23. On Friday the rebels attacked Sake.", "COD/REB"),
        ("Russia shelled a town in Ukraine. The army bombed a bridge.", None),
        ("Sudan and Chad quarrel over cattle. A government attacked a village in Niger.", None),
    ],
)
def test_the_army_is_of_the_country_of_the_story(text: str, doer: str | None, read: Reader) -> None:
    last = [m for m in read(text) if m.type == "ASSAULT"][-1]
    assert [actor.id for actor in last.actors] == ([doer] if doer else [])


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Kenyan police arrested 12 activists in Nairobi.", ["KEN/CVL"]),
        ("Kenyan police arrested 12 demonstrators in Nairobi.", ["CVL"]),
        ("Kenyan police arrested 12 Ugandan activists in Nairobi.", ["UGA/CVL"]),
        ("Gunmen killed 15 villagers in Nigeria's Plateau state.", ["NGA/CVL"]),
        ("Pirates hijacked a tanker near Somalia.", []),
        ("Gunmen killed two tourists in Kenya.", []),
    ],
)
def test_people_get_the_country_of_the_place_where_they_belong(
    text: str, bearer: list[str], read: Reader
) -> None:
    told = [m for m in read(text) if m.type in ("ASSAULT", "COERCE")]
    assert [actor.id for m in told[:1] for actor in m.recipients if actor.id != "BUS"] == bearer


def test_a_party_taken_from_before_names_the_sentence(read: Reader) -> None:
    told = read("North Korea launched a missile over Hokkaido. Japan condemned the launch.")
    accused = next(m for m in told if m.type == "ACCUSE")
    assert [actor.id for actor in accused.recipients] == ["PRK"]
    taken = [r.text for r in accused.reasons if r.rule == "roles.other-side"]
    assert len(taken) == 1
    assert "in sentence 1" in taken[0]
