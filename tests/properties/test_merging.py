"""Merging: order does not matter, every mention lands once, a copy adds no independent telling."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.merging import merge
from dateline.model import CopyFamily, CopyMember, Document, Mention, Span, stable_id
from tests import makers

TEXT = "One two three four five six seven eight nine ten."
REPORTS = tuple(
    makers.document(TEXT, address=f"r{day}.txt", published_at=f"2023-03-0{day}T10:00:00+00:00") for day in (1, 2, 3)
)
SPEAKERS = (None, "Hala Osman", "Tomas Varga")


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    report = draw(st.sampled_from(REPORTS))
    speaker = draw(st.sampled_from(SPEAKERS))
    start = draw(st.integers(0, 20))
    one = makers.mention(
        report,
        type=draw(st.sampled_from(("MOBILIZE", "ASSAULT", "AID"))),
        status=draw(st.sampled_from(("actual", "planned", "denied", "feared"))),
        actors=draw(st.lists(st.sampled_from(("SDN", "ETH", "EGY")), max_size=2, unique=True)),
        recipients=draw(st.lists(st.sampled_from(("TCD", "ERI")), max_size=1)),
        place=draw(st.sampled_from((None, "Mekelle", "Khartoum"))),
        said_by=makers.statement(report, chain=[makers.source(speaker)] if speaker else []),
        when=draw(st.sampled_from((None, makers.when("2023-03-01"), makers.when("2023-02-01", "2023-02-28")))),
        quantity=draw(st.sampled_from((None, makers.quantity("300", 300, 300), makers.quantity("some", 20, 40)))),
    )
    span = Span(start, start + draw(st.integers(1, 20)))
    return replace(one, span=span, id=stable_id("mention", report.id, span, one.type, one.status, repr(one.actors)))


many = st.lists(mentions(), max_size=8, unique_by=lambda one: one.id)


@given(many, st.randoms(use_true_random=False))
def test_order_does_not_matter(found, random):
    shuffled, reports = list(found), list(REPORTS)
    random.shuffle(shuffled)
    random.shuffle(reports)
    assert merge(reports, shuffled) == merge(REPORTS, found)


@given(many)
def test_every_mention_lands_in_one_event(found):
    events = merge(REPORTS, found)
    assert sorted(id for event in events for id in event.mentions) == sorted(one.id for one in found)
    types = {one.id: one.type for one in found}
    for event in events:
        assert {types[id] for id in event.mentions} == {event.type}
        assert len(event.history) == len(event.mentions)


@given(many)
def test_copying_a_document_adds_no_independent_telling(found):
    copies = {report.id: copied(report) for report in REPORTS}
    families = [family(report, copies[report.id]) for report in REPORTS]
    again = [replace(one, document_id=copies[one.document_id].id, id=f"{one.id}-copy") for one in found]
    alone = merge(REPORTS, found)
    together = merge((*REPORTS, *copies.values()), [*found, *again], families)
    assert told(together, found) <= told(alone, found)


def told(events, found) -> int:
    own = {one.id for one in found}
    return sum(len(event.tellings) for event in events if own & set(event.mentions))


def copied(report: Document) -> Document:
    return replace(report, id=f"{report.id}-copy", address=f"copy-of-{report.address}")


def family(report: Document, copy: Document) -> CopyFamily:
    members = (CopyMember(report.id, "original", None, ()), CopyMember(copy.id, "reprint", report.id, ()))
    return CopyFamily(f"family-{report.id}", report.id, members, ())
