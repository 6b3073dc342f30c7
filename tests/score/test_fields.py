"""Fields: what counts as the same chain, date, count, place and party."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.score.fields import (
    chain_agreement,
    party_agreement,
    place_agreement,
    quantity_agreement,
    when_agreement,
)
from dateline.score.gold import gold_mention
from dateline.score.names import is_same_name
from dateline.score.places import is_same_place
from tests.score.makers import gold, link, party, place


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Krišjānis Kariņš", "Prime Minister Karins", True),
        ("Sergei Ryabkov", "Sergey Rjabkov", True),
        ("Dmitry Peskov", "Pyeskov", True),
        ("Volodymyr Zelensky", "Zelenskyy", True),
        ("Joe Biden", "Hunter Bidenko", False),
        ("The New York Times", "New York Times", True),
        ("The New York Times", "The Times", False),
        ("AFP", "Agence France-Presse", True),
        ("Russian Defence Ministry", "Danish Defence Ministry", False),
        ("Russian Defence Ministry", "Russian Ministry of Defense", True),
        ("Ukraine's air force", "the Ukrainian air force", True),
        ("Moscow", "the Kremlin", True),
        ("Mali", "Bali", False),
        ("the", "an", False),
    ],
)
def test_names(one, other, same):
    assert is_same_name(one, other) is same


@pytest.mark.parametrize(
    ("name", "recorded", "same"),
    [
        ("border of UKR", place("border of Ukraine", "UKR", kind="border"), True),
        ("border of UKR", place("Ukraine's borders", "UKR", kind="border"), True),
        ("eastern part of NATO", place("NATO's eastern flank", kind="area"), True),
        ("eastern part of NATO", place("the eastern part of the alliance", kind="area"), True),
        ("eastern part of NATO", place("NATO", kind="area"), False),
        ("Eastern Europe", place("eastern Europe", "POL", "ROU", kind="region"), True),
        ("Eastern Europe", place("Europe", kind="region"), False),
        ("Kyiv", place("Kiev", "UKR"), True),
        ("Kyiv", place("Ukraine", "UKR", kind="country"), False),
        ("UKR", place("Kharkiv", "UKR"), True),
        ("UKR", place("Belgorod", "RUS"), False),
        ("Baltic states", place("Latvia", "LVA", kind="country"), True),
        ("LVA", place("Baltic states", "EST", "LTU", "LVA", kind="region"), False),
        ("Luhansk", place("Lugansk", "UKR"), True),
        ("Black Sea", place("the Black Sea", kind="sea"), True),
        ("Black Sea", place("Baltic Sea", kind="sea"), False),
        ("western UKR", place("western Ukraine", "UKR", kind="area"), True),
    ],
)
def test_places(name, recorded, same):
    assert is_same_place(name, recorded) is same


def test_places_as_sets():
    lake = gold_mention(gold(places=["TCD", "NER"]))
    assert place_agreement(lake, [place("Chad", "TCD"), place("Niger", "NER")]) == 1.0
    assert place_agreement(lake, [place("Chad", "TCD")]) == pytest.approx(2 / 3)
    assert place_agreement(gold_mention(gold()), []) == 1.0
    open_ = gold_mention(gold(places=["TCD", "NER"], note="a careful coder may leave NER out"))
    assert place_agreement(open_, [place("Chad", "TCD")]) == 1.0
    assert place_agreement(open_, [place("Chad", "TCD"), place("Niger", "NER")]) == 1.0


def test_parties_as_sets():
    assert party_agreement([], []) == 1.0
    assert party_agreement(["RUS"], [party("RUS/CVL"), party("RUS")]) == 1.0
    assert party_agreement(["the West"], [party("WST", "WST", "the West")]) == 1.0
    army, group = party("SDN"), party("SDN/REB", "SDN") | {"entity": "RSF"}
    assert party_agreement(["SDN", "RSF"], [group, army]) == 1.0
    assert party_agreement(["SDN", "RSF"], [army]) == pytest.approx(2 / 3)
    assert party_agreement(["SDN/REB"], [group]) == 1.0
    assert party_agreement(["EST", "LVA"], [party("EST"), party("SWE")]) == 0.5


def when(text: str, start: str | None = None, end: str | None = None, **values: Any) -> dict[str, Any]:
    anchor = "stated" if start or end else "none"
    return {"text": text, "start": start, "end": end, "anchor": anchor} | values


@pytest.mark.parametrize(
    ("told", "recorded", "right"),
    [
        (None, None, True),
        (None, when("on Monday"), False),
        (when("on Monday"), None, False),
        (when("on Monday", "2023-04-17", "2023-04-17"), when("Monday", "2023-04-17", "2023-04-17"), True),
        (when("on Monday", "2023-04-17", "2023-04-17"), when("Monday", "2023-04-17T10:00", "2023-04-17T10:00"), True),
        (when("on Monday", "2023-04-17", "2023-04-17"), when("Monday", "2023-04-10", "2023-04-10"), False),
        (when("on Monday", "2023-04-17", "2023-04-17"), when("Monday"), False),
        (when("since May", "2023-05-01"), when("since May", "2023-05-01"), True),
        (when("since May", "2023-05-01"), when("since May", "2023-05-01", "2023-05-31"), False),
        (when("on Monday"), when("Monday"), True),
        (when("on Monday"), when("last year"), False),
        (when("on Monday"), when("Monday", "2023-04-17", "2023-04-17"), False),
        (when("on Monday"), when("Monday", "2023-04-17", "2023-04-17", anchor="inferred"), True),
        (when("Friday", relative="the paper's report: the Friday before"), None, True),
        (when("on Friday", relative="the Friday after the day of the report"), None, False),
    ],
)
def test_when(told, recorded, right):
    assert when_agreement(gold_mention(gold(when=told)), recorded) == float(right)


def count(low: float | None, high: float | None, unit: str = "troops", change: str | None = None) -> dict[str, Any]:
    return {"text": "some", "low": low, "high": high, "unit": unit, "change": change}


@pytest.mark.parametrize(
    ("told", "recorded", "right"),
    [
        (None, None, True),
        (None, count(3, 3), False),
        (count(3, 3), None, False),
        (count(24, 99), count(24, 99, change="total"), True),
        (count(23, 27), count(22.5, 27.5), True),
        (count(23, 27), count(20, 30), False),
        (count(None, 8500), count(None, 8500), True),
        (count(None, 8500), count(0, 8500), False),
        (count(10000, 50000, change="tenfold"), count(10000, 50000, change="times"), True),
        (count(300, 900, change="increase"), count(300, 900), False),
        (count(3, 3), count(3, 3, "ships"), False),
        (count(3, 3), count(3, 3, "soldiers"), True),
    ],
)
def test_quantity(told, recorded, right):
    assert quantity_agreement(told, recorded) == float(right)


def test_an_outlet_of_the_credit_line_under_another_name_leads_no_chain():
    mention = gold_mention(gold(sources=[link("AFP", "media"), link("Idriss Saleh")]))
    row = {"type": "ASSAULT", "sources": [link("Agence France-Presse", "media"), link("Saleh")]}
    assert chain_agreement(mention, row, "The Test Post · (AFP)") == (1.0, 1.0)


PAPER, MINISTER = link("Radio Ndjamena", "media"), link("Issa Maloua")


@pytest.mark.parametrize(
    ("case", "told", "recorded", "type_", "note", "whole", "last"),
    [
        ("same", [PAPER, MINISTER], [PAPER, MINISTER], "ASSAULT", "", 1, 1),
        ("nobody", [], [], "ASSAULT", "", 1, 1),
        ("a link too few", [PAPER, MINISTER], [MINISTER], "ASSAULT", "", 0, 1),
        ("another speaker", [MINISTER], [link("Idriss Déby")], "ASSAULT", "", 0, 0),
        ("publisher leads", [MINISTER], [link("The Test Post", "media"), MINISTER], "ASSAULT", "", 1, 1),
        ("unnamed by kind", [link("officials", "unnamed")], [link("two people", "unnamed")], "ASSAULT", "", 1, 1),
        ("speaker acts", [MINISTER], [], "REQUEST", "", 1, 1),
        ("speaker acts", [], [MINISTER], "THREATEN", "", 1, 1),
        ("a paper is no actor", [], [PAPER], "THREATEN", "", 0, 0),
        ("no act of speech", [], [MINISTER], "ASSAULT", "", 0, 0),
        ("allowed without", [MINISTER], [], "AID", "a chain without Maloua is as good", 1, 1),
        ("allowed end", [PAPER, MINISTER], [PAPER], "AID", "a chain ending at Radio Ndjamena is as good", 1, 1),
        ("allowed with", [MINISTER], [PAPER, MINISTER], "AID", "a chain with Radio Ndjamena is as good", 1, 1),
        ("allowed source", [], [link("NATO", "organisation")], "AID", "the publisher; NATO is as good a source", 1, 1),
    ],
)
def test_chains(case, told, recorded, type_, note, whole, last):
    mention = gold_mention(gold(event=type_, sources=told, note=note))
    assert chain_agreement(mention, {"type": type_, "sources": recorded}, "The Test Post") == (whole, last), case
