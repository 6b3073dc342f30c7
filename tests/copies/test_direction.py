"""What each member of a family is to the text it was taken from; versions; what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.copies import find_copies
from dateline.copies.changes import changes
from dateline.model import Block, CopyMember, Document, Span
from tests.copies.test_copies import EDITED, LINES, LOCAL, WIRE
from tests.makers import document

AGENCY = document(WIRE, address="agency", publisher="Gulf Wire", headline="Shots near reef")


def paper(text: str, **values: object) -> Document:
    return document(text, address="paper", publisher="Harbour Post", credited=("Gulf Wire",), **values)  # type: ignore[arg-type]


def member(*documents: Document) -> CopyMember:
    (family,) = find_copies([AGENCY, *documents])
    assert family.origin == AGENCY.id
    return next(one for one in family.members if one.document_id == documents[-1].id)


RELATIONS = [
    ("reprint", paper(WIRE)),
    ("reprint", paper(WIRE, headline="Another headline")),
    ("trimmed", paper("\n".join(LINES[:3]))),
    ("trimmed", paper("\n".join([*LINES[:3], LOCAL]))),
    ("extended", paper(f"{WIRE}\n{LOCAL}")),
    ("edited", paper(EDITED)),
    ("excerpt", paper("\n".join([LINES[0], LINES[1], *[LOCAL.replace("mayor", f"head {n}") for n in range(4)]]))),
]


@pytest.mark.parametrize(("relation", "copy"), RELATIONS, ids=[f"{r}-{n}" for n, (r, _) in enumerate(RELATIONS)])
def test_relation(relation: str, copy: Document) -> None:
    assert member(copy).relation == relation


def test_what_a_member_adds_is_its_own_words() -> None:
    copy = paper("\n".join([*LINES[:3], LOCAL]), headline="Port waits")
    own = member(copy)
    assert [span.of(copy.text) for span in own.adds] == ["Port waits", LOCAL]
    assert own.share is not None and 0.5 < own.share < 0.7
    assert all(p.first.of(copy.text) == p.second.of(AGENCY.text) for p in own.passages)


def version(text: str, hour: int, *, notice: str = "") -> Document:
    whole = f"{text}\n{notice}" if notice else text
    made = document(whole, address=f"v{hour}", publisher="Reef Radio", published_at=f"2022-05-03T{hour:02}:00:00+00:00")
    if notice:
        made = replace(made, blocks=(*made.blocks[:-1], Block("correction", made.blocks[-1].span, "test")))
    return made


def test_versions_are_a_chain_and_the_latest_supersedes() -> None:
    first = version(WIRE, 8)
    second = version(f"{WIRE}\n{LOCAL}", 10)
    third = version(f"{WIRE.replace('two days', 'six days')}\n{LOCAL}", 12, notice="Correction: six days, not two.")
    (family,) = find_copies([third, first, second])
    found = {one.document_id: (one.relation, one.of, one.superseded_by) for one in family.members}
    assert family.origin == first.id
    assert found == {
        first.id: ("original", None, third.id),
        second.id: ("update", first.id, third.id),
        third.id: ("correction", second.id, None),
    }


def test_versions_whose_order_nothing_tells_are_no_chain() -> None:
    one = document(WIRE, address="1", publisher="Reef Radio", published_at=None)
    two = document(f"{WIRE}\n{LOCAL}", address="2", publisher="Reef Radio", published_at=None)
    (family,) = find_copies([one, two])
    assert {member.superseded_by for member in family.members} == {None}


def test_the_whole_text_is_the_origin_of_its_parts() -> None:
    whole = document(WIRE, address="1", publisher="Reef Radio", published_at=None)
    part = document("\n".join(LINES[:3]), address="2", publisher="Harbour Post", published_at=None)
    (family,) = find_copies([part, whole])
    assert family.origin == whole.id
    assert "most complete" in family.reasons[0]


CHANGES = [
    ("two jets left", "three jets left", [("two", "three")]),
    ("Two jets left", "two jets left.", []),
    ("two jets left", "two jets left at noon", [(None, "at noon")]),
    ("two jets left at noon", "two jets left", [("at noon", None)]),
    ("some 1,500 men", "some 1,600 men", [("1,500", "1,600")]),
]


@pytest.mark.parametrize(("before", "after", "wanted"), CHANGES)
def test_what_changed(before: str, after: str, wanted: list[tuple[str | None, str | None]]) -> None:
    earlier, later = document(before), document(after)

    def words(span: Span | None, report: Document) -> str | None:
        return span.of(report.text) if span else None

    found = [(words(c.was, earlier), words(c.now, later)) for c in changes(earlier, later)]
    assert found == wanted
