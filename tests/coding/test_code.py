"""Whole sentences through the chain: deeds, parties, modes, and what is no event. The sentences are our own."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model import Mention

Coder = Callable[[str], tuple[Mention, ...]]

HERE = Path(__file__).parent
CRISES = list(csv.DictReader((HERE / "crises.csv").read_text("utf-8").splitlines()))
OFF_TOPIC = (HERE / "off_topic.txt").read_text("utf-8").splitlines()


def told(mentions: tuple[Mention, ...]) -> list[tuple[str, str, str]]:
    """Type, actors and recipients of each mention, ids joined."""
    return [
        (m.type, ",".join(a.id for a in m.actors), ",".join(a.id for a in m.recipients)) for m in mentions
    ]


@pytest.mark.parametrize("row", CRISES, ids=lambda row: row["sentence"][:50])
def test_crises_of_other_years_and_countries(row: dict[str, str], coded: Coder) -> None:
    """Written before the rules were tried on them; kept as a floor."""
    mentions = coded(row["sentence"])
    if not row["type"]:
        assert not mentions
        return
    found = [m for m in mentions if m.type == row["type"]]
    assert found, told(mentions)
    for role in ("actors", "recipients"):
        wanted = set(filter(None, row[role].split(",")))
        named = [{part for a in getattr(m, role) for part in (a.id, a.id.split("/")[0])} for m in found]
        assert any(wanted <= ids for ids in named), told(mentions)


def test_off_topic_news_gives_no_mentions(coded: Coder) -> None:
    spurious = {item: told(coded(item)) for item in OFF_TOPIC if coded(item)}
    assert len(spurious) / len(OFF_TOPIC) < 0.05, spurious


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # one deed, one mention
        ("Chad launched an attack on Sudan.", [("ASSAULT", "TCD", "SDN")]),
        ("Four Kenyan soldiers were killed in an ambush.", [("ASSAULT", "", "KEN")]),
        # passives, relative clauses, control, raising
        ("Two Malian towns were bombed by Russian aircraft.", [("ASSAULT", "RUS", "MLI")]),
        ("The soldiers that Rwanda sent to Mozambique are well armed.", [("MOBILIZE", "RWA", "")]),
        ("Ghana plans to send soldiers to Togo.", [("MOBILIZE", "GHA", "")]),
        ("Ghana is expected to send soldiers to Togo.", [("MOBILIZE", "GHA", "")]),
        # what is asked for is a mention of its own, by whoever is asked
        (
            "Niger asked Algeria to withdraw its troops.",
            [("REQUEST", "NER", "DZA"), ("RETREAT", "DZA", "")],
        ),
        # units that are never added up
        (
            "India sent a frigate and four jets to the Maldives.",
            [("MOBILIZE", "IND", ""), ("MOBILIZE", "IND", "")],
        ),
        # a clause that leaves its verb out
        (
            "Peru expelled Cuban diplomats on Monday, after Chile had ordered 20 and Ecuador 35 out.",
            [("SANCTION", "PER", "CUB"), ("SANCTION", "CHL", "CUB"), ("SANCTION", "ECU", "CUB")],
        ),
        # the host of troops is no recipient
        ("Kenya stationed 900 soldiers in Somalia.", [("MOBILIZE", "KEN", "")]),
        ("Kenya massed 900 soldiers near Somalia's border.", [("MOBILIZE", "KEN", "SOM")]),
        # talks: both sides in both roles where one phrase names them
        ("Peru and Chile held talks.", [("CONSULT", "PER,CHL", "PER,CHL")]),
        # parties carried over
        (
            "Ghana put 900 soldiers on alert. None of the soldiers has been ordered to leave yet.",
            [("MOBILIZE", "GHA", ""), ("MOBILIZE", "GHA", "")],
        ),
        # no event
        ("The Ghanaian minister declined to comment on the attack.", []),
        ("The Ministry of Defence of Ghana has a new website.", []),
    ],
)
def test_sentences(sentence: str, expected: list[tuple[str, str, str]], coded: Coder) -> None:
    assert told(coded(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "type_", "mode"),
    [
        ("Ethiopia sent 4,000 soldiers to Somalia.", "MOBILIZE", "troops"),
        ("Ethiopia sent two frigates to Somalia.", "MOBILIZE", "weapons"),
        ("A Turkish drone killed three Syrian fighters.", "ASSAULT", "drone"),
        ("Militants blew up a bridge in Mali.", "ASSAULT", "explosives"),
        ("The Kenyan president telephoned the king of Jordan.", "CONSULT", "phone"),
        ("Togolese farmers blocked roads around Lomé.", "PROTEST", "obstruct"),
        ("Ecuador recalled its ambassador from Mexico.", "SANCTION", "withdraw"),
        # what is threatened or asked for, before what stands around it
        ("Paris threatened to suspend military aid to Chad.", "THREATEN", "relations"),
        ("Chad threatened to expel the French ambassador.", "THREATEN", "expel"),
        ("France urged Rwanda to pull its troops out of Congo.", "REQUEST", "yield"),
        ("Ghana asked France for helicopters.", "REQUEST", "assist"),
        ("Togo refused to attend the summit on military aid.", "REJECT", "meet"),
    ],
)
def test_modes(sentence: str, type_: str, mode: str, coded: Coder) -> None:
    assert (type_, mode) in [(m.type, m.mode) for m in coded(sentence)]


def test_every_mention_says_why(coded: Coder) -> None:
    (mention,) = coded("Chad launched an attack on Sudan.")
    reasons = {reason.field: reason.text for reason in mention.reasons}
    assert reasons["type"] == "'attack' tells of ASSAULT, carried by 'launched', with 'Chad, Sudan'" or (
        reasons["type"].startswith("'attack' tells of ASSAULT, carried by 'launched'")
    )
    assert reasons["actors"].startswith("Chad: ")
    assert reasons["recipients"].startswith("Sudan: ")


def test_ids_are_made_of_content(coded: Coder) -> None:
    first = coded("Chad launched an attack on Sudan.")
    again = coded("Chad launched an attack on Sudan.")
    assert [m.id for m in first] == [m.id for m in again]
    assert len({m.id for m in first}) == len(first)
