"""Whom "both sides", "they" and a deed without its other side mean. The sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model import Mention

Coder = Callable[[str], tuple[Mention, ...]]


def ids(mentions: tuple[Mention, ...], type_: str) -> tuple[set[str], set[str]]:
    """The actors and the recipients of the last mention of a type."""
    found = [m for m in mentions if m.type == type_]
    assert found, [m.type for m in mentions]
    return {a.id for a in found[-1].actors}, {a.id for a in found[-1].recipients}


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Ecuador attacked Peru at dawn. Brazil called on both sides to show restraint.", {"ECU", "PER"}),
        ("Chile and Bolivia offered to mediate. Brazil called on both sides to show restraint.", set()),
    ],
)
def test_both_sides_are_the_two_that_fight(text: str, recipients: set[str], coded: Coder) -> None:
    assert ids(coded(text), "REQUEST") == ({"BRA"}, recipients)


def test_warplanes_are_no_rebels(coded: Coder) -> None:
    _, recipients = ids(coded("Two Libyan MiG-23 fighters were shot down over the gulf."), "ASSAULT")
    assert recipients == {"LBY"}


def test_an_army_is_not_the_rebels_told_before(coded: Coder) -> None:
    actors, _ = ids(
        coded("M23 rebels entered Goma on Monday. The army moved into the south of the town."), "MOBILIZE"
    )
    assert actors == {"COD"}


def test_new_doers_are_not_those_told_before(coded: Coder) -> None:
    told = "Kenya arrested twelve smugglers in Mombasa. In 2015 hackers cut power to half the country."
    actors, recipients = ids(coded(told), "COERCE")
    assert "KEN" not in actors
    assert "CRM" not in recipients
