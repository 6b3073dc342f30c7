"""Which mentions become one event, and which must not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from dateline.merging import compare, merge, traits_of
from dateline.model import (
    Actor,
    Block,
    CopyFamily,
    CopyMember,
    Document,
    Mention,
    Place,
    Published,
    Quantity,
    Source,
    Span,
    When,
)

ANY = Span(0, 1)


def document(name: str, text: str, told: str | None = "2023-05-02T10:00:00+00:00") -> Document:
    published = Published(told, told, "minute", told, None, None, "test") if told else None
    blocks = (Block("body", Span(0, len(text)), "test"),)
    return Document(
        name, name, name, text, blocks, (), (), None, None, None, None, None, published, None, "en"
    )


def mention(report: Document, type: str = "ASSAULT", **values: object) -> Mention:
    whole = Span(0, len(report.text))
    plain = Mention(
        id=f"mention-{report.id}",
        document_id=report.id,
        statement_id="s",
        type=type,
        mode=None,
        contexts=(),
        status="actual",
        background=False,
        span=whole,
        trigger=whole,
        sentence=0,
        actors=(actor("SDN"),),
        recipients=(),
        places=(),
        when=None,
        quantity=None,
        chain=(),
        rule="r",
        reasons=(),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def actor(code: str) -> Actor:
    return Actor(code, code[:3], "GOV", code, code, ANY, None, "test")


def place(name: str, *countries: str) -> Place:
    return Place(name, "city", countries, None, None, 3, None, name, ANY, "test")


def day(text: str) -> When:
    return When(text, text, text, "day", "stated", text, ANY, "", "test")


def count(number: float, unit: str = "troops") -> Quantity:
    return Quantity(str(number), number, number, number, unit, "total", False, ANY, "test")


BASE = {"places": (place("Khartoum", "SDN"),), "recipients": (actor("SDN/REB"),)}

CASES = [
    ("same deed, other words", {}, {}, True),
    ("another place", {}, {"places": (place("Juba", "SSD"),)}, False),
    ("another actor", {}, {"actors": (actor("ETH"),)}, False),
    ("another recipient", {}, {"recipients": (actor("TCD"),)}, False),
    ("another day", {"when": day("2023-05-01")}, {"when": day("2023-04-15")}, False),
    ("the same day", {"when": day("2023-05-01")}, {"when": day("2023-05-01")}, True),
    ("another mode", {"mode": "aerial"}, {"mode": "firearms"}, False),
    ("planned, then done, in two reports", {"status": "planned"}, {"status": "actual"}, True),
    ("denied by one, told by another", {"status": "denied"}, {"status": "actual"}, True),
    ("ships and aircraft", {"quantity": count(2, "ships")}, {"quantity": count(2, "aircraft")}, False),
    ("killed and wounded", {"quantity": count(2, "killed")}, {"quantity": count(9, "wounded")}, True),
    ("two reports, two numbers", {"quantity": count(15)}, {"quantity": count(70)}, True),
]


@pytest.mark.parametrize(("case", "one", "other", "same"), CASES, ids=[case[0] for case in CASES])
def test_what_is_one_event(case: str, one: dict[str, object], other: dict[str, object], same: bool) -> None:
    first, second = (
        document("a", "the army shelled the market"),
        document("b", "shells hit a market, the army said"),
    )
    mentions = [mention(first, **{**BASE, **one}), mention(second, **{**BASE, **other})]
    events = merge([first, second], mentions)
    assert (len(events) == 1) is same
    assert sorted(m for event in events for m in event.mentions) == sorted(m.id for m in mentions)


def test_done_and_pending_in_one_report_stay_apart() -> None:
    report = document("a", "it has sent troops and may send more")
    done = mention(report, "MOBILIZE", **BASE)
    pending = replace(done, id="mention-other", status="considered")
    assert len(merge([report], [done, pending])) == 2


def test_deeds_of_reports_years_apart_stay_apart() -> None:
    first = document("a", "the army shelled the market", "2009-05-02T10:00:00+00:00")
    second = document("b", "the army shelled the market", "2023-05-02T10:00:00+00:00")
    assert len(merge([first, second], [mention(first, **BASE), mention(second, **BASE)])) == 2


def test_order_of_input_does_not_matter() -> None:
    reports = [document(f"d{n}", f"the army shelled market {n % 3}") for n in range(12)]
    mentions = [mention(r, **{**BASE, "quantity": count(n % 3)}) for n, r in enumerate(reports)]
    expected = merge(reports, mentions)
    shuffled = mentions[:]
    random.Random(4).shuffle(shuffled)
    assert merge(reports[::-1], shuffled) == expected


def test_a_conflict_keeps_groups_apart_although_a_third_fits_both() -> None:
    reports = [document(name, f"text {name}") for name in "abc"]
    days = [day("2023-05-01"), None, day("2023-04-20")]
    mentions = [mention(r, **{**BASE, "when": d}) for r, d in zip(reports, days, strict=True)]
    events = merge(reports, mentions)
    assert sorted(len(event.mentions) for event in events) == [1, 2]


def test_reasons_name_what_agrees() -> None:
    first, second = document("a", "the army shelled the market"), document("b", "an army shelled the market")
    comparison = compare(traits_of(mention(first, **BASE), first), traits_of(mention(second, **BASE), second))
    assert comparison.is_same
    assert any("same place Khartoum" in reason for reason in comparison.reasons)


def test_history_keeps_every_status_in_order_of_telling() -> None:
    early = document("b", "plans strike on market", "2023-05-01T00:00:00+00:00")
    late = document("a", "strike on market done", "2023-05-03T00:00:00+00:00")
    undated = document("c", "strike on market denied", None)
    mentions = [
        mention(late, **BASE),
        mention(early, **{**BASE, "status": "planned"}),
        mention(undated, **{**BASE, "status": "denied"}),
    ]
    (event,) = merge([early, late, undated], mentions)
    assert [step.status for step in event.history] == ["planned", "actual", "denied"]


def source(name: str, kind: str) -> Source:
    return Source(name, kind, "said", name, None, None, "test")


CHAINS = [
    (
        "one speaker in two papers",
        [source("Amira Haddad", "official")],
        [source("Amira Haddad", "official")],
        1,
    ),
    ("two speakers", [source("Amira Haddad", "official")], [source("Jon Berg", "official")], 2),
    ("one agency retold", [source("AFP", "media")], [source("AFP", "media")], 1),
    (
        "unnamed persons of two newsrooms",
        [source("AFP", "media"), source("two officials", "unnamed")],
        [source("Reuters", "media"), source("an official", "unnamed")],
        2,
    ),
    (
        "unnamed camps",
        [source("Western governments", "unnamed")],
        [source("Western estimates", "unnamed")],
        1,
    ),
    ("two newsrooms' own words", [], [], 2),
]


@pytest.mark.parametrize(("case", "one", "other", "voices"), CHAINS, ids=[case[0] for case in CHAINS])
def test_independent_tellings(case: str, one: list[Source], other: list[Source], voices: int) -> None:
    first, second = document("a", "the army shelled the market"), document("b", "the army shelled a market")
    mentions = [mention(first, **BASE, chain=tuple(one)), mention(second, **BASE, chain=tuple(other))]
    (event,) = merge([first, second], mentions)
    assert len(event.tellings) == voices


def test_a_copy_adds_no_telling() -> None:
    first, second = document("a", "the army shelled the market"), document("b", "the army shelled the market")
    members = tuple(CopyMember(name, "reprint", "a", ()) for name in "ab")
    family = CopyFamily("f", "a", members, ())
    (event,) = merge([first, second], [mention(first, **BASE), mention(second, **BASE)], [family])
    assert len(event.tellings) == 1
