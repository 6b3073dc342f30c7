"""Who tells in his own words what another told: by the outlet named and the events both tell of."""

from __future__ import annotations

import pytest

from dateline.copies.retellings import find_retellings
from dateline.model import Document, Mention, Retelling, Source
from tests.makers import document, mention, source

INTERVIEW = document("Ana Petrova said the brigade left Port Sola.", address="post", publisher="Harbour Post")
RADIO = source("Reef Radio", "media", "reported")
POST = source("The Harbour Post", "media", "told")
PETROVA = source("Ana Petrova")


def retelling(text: str = "Petrova told The Harbour Post of it.", **values: object) -> Document:
    return document(text, address="other", **{"publisher": "Sola Times", **values})  # type: ignore[arg-type]


def found(teller: Document, chain: tuple[Source, ...], held: Document, *, same: bool = True) -> tuple[Retelling, ...]:
    one, other = mention(teller, chain=chain), mention(held, chain=(PETROVA,))
    groups: list[list[Mention]] = [[one, other]] if same else [[one], [other]]
    return find_retellings([teller, held], [(teller.id, chain)], groups, {})


LINKED = [
    ("same event, same speaker", retelling(), (POST, PETROVA), True),
    ("speaker spelt otherwise", retelling(), (POST, source("Anna Petrowa")), True),
    ("unnamed speaker", retelling(), (POST, source("officials", "unnamed")), True),
    ("another speaker", retelling(), (POST, source("Jon Marek")), False),
    ("published before", retelling(published_at="2022-01-23T10:00:00+00:00"), (POST, PETROVA), False),
    ("undated", retelling(published_at=None), (POST, PETROVA), True),
]


@pytest.mark.parametrize(("teller", "chain", "linked"), [case[1:] for case in LINKED], ids=[c[0] for c in LINKED])
def test_linked_to_the_outlets_document(teller: Document, chain: tuple[Source, ...], linked: bool) -> None:
    (one,) = found(teller, chain, INTERVIEW)
    assert one.outlet == "The Harbour Post"
    assert one.of == (INTERVIEW.id if linked else None)
    assert one.reasons


def test_other_events_are_no_link() -> None:
    (one,) = found(retelling(), (POST, PETROVA), INTERVIEW, same=False)
    assert one.of is None
    assert "tells of the same" in one.reasons[1]


def test_an_outlet_not_in_the_record_is_named() -> None:
    (one,) = found(retelling(), (RADIO, PETROVA), INTERVIEW)
    assert (one.outlet, one.of) == ("Reef Radio", None)
    assert "holds no text" in one.reasons[1]


def test_a_copy_does_not_retell_the_outlet_whose_text_it_is() -> None:
    assert found(retelling(credited=("Harbour Post",)), (POST, PETROVA), INTERVIEW) == ()


def test_a_paper_does_not_retell_itself() -> None:
    assert found(retelling(publisher="Harbour Post"), (POST, PETROVA), INTERVIEW) == ()


def test_a_copy_of_the_outlets_text_stands_in_for_it() -> None:
    copy = document(INTERVIEW.text, address="copy", publisher="Reef Radio", credited=("Harbour Post",))
    (one,) = found(retelling(), (POST, PETROVA), copy)
    assert one.of == copy.id
    assert "a copy of its text" in one.reasons[1]
