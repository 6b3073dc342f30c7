"""How many voices tell of an event: what falls together and what stays apart."""

from __future__ import annotations

import pytest

from dateline.merging.governments import load_governments
from dateline.merging.tellings import Origins, tellings
from dateline.model import Document, Mention
from tests.makers import document, mention, source

TEXT = (
    "Shots at Sola\nThe Arstan army ministry's spokeswoman Ana Petrova said shots fell.\n"
    "Shots fell at Sola on Friday, a reporter saw."
)


def paper(name: str, text: str = TEXT, **values: object) -> Document:
    return document(text, address=name, publisher=name, **values)  # type: ignore[arg-type]


ONE, TWO = paper("Harbour Post"), paper("Reef Radio")
WIRE = source("Gulf Wire", "media")
OFFICIALS, SOURCES = source("two officials", "unnamed"), source("security sources", "unnamed")
WEST, ALLIES = source("Western capitals", "unnamed"), source("the allies", "unnamed")


def voices(
    *mentions: Mention, origins: Origins | None = None, documents: tuple[Document, ...] = (ONE, TWO)
) -> list[str]:
    by_id = {report.id: report for report in documents}
    told = tellings(mentions, by_id, origins or Origins({}, {}), load_governments())
    assert sorted(id for one in told for id in one.mentions) == sorted(one.id for one in mentions)
    assert all(one.reason for one in told)
    return [one.source for one in told]


def said(report: Document, *chain: object, **values: object) -> Mention:
    return mention(report, words=values.pop("words", "shots fell"), chain=chain, **values)  # type: ignore[arg-type]


CASES = [
    ("one speaker in two papers", [said(ONE, source("Ana Petrova")), said(TWO, source("Ana Petrova"))], 1),
    ("two speakers", [said(ONE, source("Ana Petrova")), said(TWO, source("Jon Marek"))], 2),
    ("one agency quoted twice", [said(ONE, WIRE), said(TWO, WIRE)], 1),
    ("accents and articles", [said(ONE, source("The Péter Nagy")), said(TWO, source("Peter Nagy"))], 1),
    ("a government's names", [said(ONE, source("Khartoum")), said(TWO, source("Sudan"))], 1),
    ("a seat and its country", [said(ONE, source("the Kremlin")), said(TWO, source("Russia"))], 1),
    ("two governments", [said(ONE, source("Khartoum")), said(TWO, source("Addis Ababa"))], 2),
    ("a body and its spokeswoman", [said(ONE, source("Ana Petrova")), said(TWO, source("Arstan army ministry"))], 1),
    ("a body and somebody else", [said(ONE, source("Jon Marek")), said(TWO, source("Arstan army ministry"))], 2),
    ("unnamed, one newsroom", [said(ONE, OFFICIALS), said(ONE, SOURCES, words="Shots fell at Sola")], 1),
    ("unnamed, two newsrooms", [said(ONE, OFFICIALS), said(TWO, OFFICIALS)], 2),
    ("unnamed, one agency", [said(ONE, WIRE, OFFICIALS), said(TWO, WIRE, OFFICIALS)], 1),
    ("officials without their agency", [said(ONE, WIRE, OFFICIALS), said(ONE, source("officials", "unnamed"))], 1),
    ("whom officials quote", [said(ONE, OFFICIALS, source("Jon Marek")), said(ONE, OFFICIALS)], 1),
    ("camps", [said(ONE, WEST), said(TWO, ALLIES)], 1),
    ("own words of two papers", [said(ONE), said(TWO)], 2),
    ("own words rest on a source", [said(ONE), said(ONE, source("Jon Marek"), words="Shots fell at Sola")], 1),
    ("own words of another status", [said(ONE), said(ONE, source("Jon Marek"), status="denied")], 2),
    ("own words do not rest on a camp", [said(ONE), said(ONE, WEST, words="Shots fell at Sola")], 2),
]


@pytest.mark.parametrize(("mentions", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_independent_tellings(mentions: list[Mention], count: int) -> None:
    assert len(voices(*mentions)) == count


def test_a_headline_rests_on_whom_the_body_names() -> None:
    report = document("Jon Marek denied it.", address="h", headline="Shots at Sola")
    title = mention(report, words="Shots at Sola")
    body = mention(report, words="denied it", status="denied", chain=(source("Jon Marek"),))
    assert voices(title, body, documents=(report,)) == ["Jon Marek"]


def test_a_copy_adds_no_telling() -> None:
    assert voices(said(ONE), said(TWO), origins=Origins({TWO.id: ONE.id}, {})) == ["Harbour Post"]


def test_a_retelling_adds_no_telling() -> None:
    link = source("Harbour Post", "media")
    origins = Origins({}, {(TWO.id, "harbour post"): ONE.id})
    assert voices(said(ONE, source("Jon Marek")), said(TWO, link), origins=origins) == ["Jon Marek"]


def test_sources_are_shown_as_they_are_written() -> None:
    assert voices(said(ONE, source("Kaja Kõiv"))) == ["Kaja Kõiv"]
    assert voices(said(ONE, OFFICIALS)) == ["unnamed persons to Harbour Post"]
    assert voices(said(ONE, source("the Kremlin"))) == ["the Kremlin"]
