"""Makers: each gives a whole noun of the model from the few values a test is about.

report = document("Two jets landed at Tapa on Monday.")
landing = mention(report, type="MOBILIZE", place="Tapa", words="Two jets landed")
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import (
    Actor,
    Block,
    BlockKind,
    Document,
    Event,
    Fact,
    Mention,
    Offset,
    Place,
    Published,
    Quantity,
    Reading,
    Reason,
    Relation,
    Sentence,
    SetAside,
    Source,
    SourceItem,
    Span,
    Statement,
    StatusChange,
    Token,
    When,
    stable_id,
)

TEXT = "Estonian troops arrived at Tapa on Monday, the army said."


def span_of(text: str, words: str) -> Span:
    """The first place of the words in the text; the words must stand there."""
    start = text.index(words)
    return Span(start, start + len(words))


def item(text: str = TEXT, address: str = "reports/one.txt", **values: object) -> SourceItem:
    """A plain-text item whose bytes are the UTF-8 of the text."""
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    plain = SourceItem(stable_id("item", address, sha256), address, "txt", content, sha256, "utf-8", text)
    return replace(plain, **values)  # type: ignore[arg-type]


def fact(value: str, text: str | None = None, span: Span | None = None) -> Fact:
    """A publication fact with its words."""
    return Fact(value, value if text is None else text, span, span, "test.fact")


def published(written: str, utc: str | None = None) -> Published:
    """A publication time; `utc` is the written form where none is given."""
    precision = "minute" if "T" in written else "day"
    return Published(written, utc or written, precision, written, None, None, "test.published")  # type: ignore[arg-type]


def document(
    text: str = TEXT,
    *,
    address: str = "reports/one.txt",
    headline: str | None = None,
    published_at: str | None = "2022-01-24T10:00:00+00:00",
    publisher: str | None = "The Test Post",
    furniture: str = "",
    **values: object,
) -> Document:
    """A document of one body block a line, under its headline; furniture stands after the text in its item."""
    lines: list[tuple[BlockKind, str]] = [("body", line) for line in text.split("\n")]
    if headline:
        lines.insert(0, ("headline", headline))
    whole = "\n".join(line for _, line in lines)
    blocks, start = [], 0
    for kind, line in lines:
        blocks.append(Block(kind, Span(start, start + len(line)), f"test.{kind}"))
        start += len(line) + 1
    source = item(whole + furniture, address)
    aside = (SetAside(len(whole), len(whole + furniture), "related", "test.furniture"),) if furniture else ()
    plain = Document(
        id=stable_id("document", source.id),
        item_id=source.id,
        address=address,
        text=whole,
        blocks=tuple(blocks),
        offsets=(Offset(0, len(whole), 0),),
        set_aside=aside,
        headline=fact(headline, span=Span(0, len(headline))) if headline else None,
        byline=None,
        publisher=fact(publisher) if publisher else None,
        credit=None,
        dateline_place=None,
        published=published(published_at) if published_at else None,
        undated_reason=None if published_at else "no publication time in the text",
        language="en",
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def sentence(text: str, *, start: int = 0, index: int = 0, block: int = 0) -> Sentence:
    """A sentence of words and marks, all hanging on the first: for what needs bounds and not grammar."""
    tokens = tuple(
        Token(
            n,
            start + m.start(),
            start + m.end(),
            m[0],
            m[0].lower(),
            "X",
            "X",
            "ROOT" if n == 0 else "dep",
            0,
        )
        for n, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    )
    return Sentence(index, start, start + len(text), tokens, (), block)


def sentences(report: Document) -> tuple[Sentence, ...]:
    """One sentence for every block of headline or body."""
    kept = [(n, b.span) for n, b in enumerate(report.blocks) if b.kind in ("headline", "body")]
    return tuple(
        sentence(span.of(report.text), start=span.start, index=n, block=block)
        for n, (block, span) in enumerate(kept)
    )


def source(name: str, kind: str = "official", cue: str = "said", span: Span | None = None) -> Source:
    """One link of a chain."""
    return Source(name, kind, cue, name, span, None, "test.source")


def statement(
    report: Document, words: str | None = None, *, chain: Sequence[Source] = (), **values: object
) -> Statement:
    """What somebody says: the given words of the document, or all of it."""
    content = span_of(report.text, words) if words else Span(0, len(report.text))
    manner = "indirect" if chain else "publisher"
    plain = Statement(
        id=stable_id("statement", report.id, content, *(link.name for link in chain)),
        document_id=report.id,
        chain=tuple(chain),
        content=(content,),
        cue=None,
        force="",
        manner=manner,
        rule=f"test.{manner}",
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def actor(id: str, text: str | None = None, span: Span | None = None, **values: object) -> Actor:
    """A party; a code of three letters is its own country."""
    country = id.split("/", maxsplit=1)[0] if re.fullmatch(r"[A-Z]{3}(/[A-Z]{3})?", id) else None
    plain = Actor(id, country, "GOV", text or id, text or id, span or Span(0, 0), None, "test.actor")
    return replace(plain, **values)  # type: ignore[arg-type]


def place(name: str, *countries: str, span: Span | None = None, **values: object) -> Place:
    """A city without coordinates."""
    plain = Place(name, "city", countries, None, None, 1, None, name, span or Span(0, 0), "test.place")
    return replace(plain, **values)  # type: ignore[arg-type]


def when(start: str | None, end: str | None = None, text: str = "", span: Span | None = None) -> When:
    """A day or a range of days; no start: words alone."""
    if start is None:
        return When(
            None, None, None, None, "none", text, span or Span(0, 0), "the document has no date", "test.when"
        )
    edtf = start if end in (None, start) else f"{start}/{end}"
    return When(edtf, start, end or start, "day", "stated", text, span or Span(0, 0), "", "test.when")


def quantity(
    text: str, low: float | None, high: float | None, unit: str = "troops", span: Span | None = None
) -> Quantity:
    """A total; its best reading is the count where low and high agree."""
    best = low if low == high else None
    return Quantity(text, low, best, high, unit, "total", False, span or Span(0, 0), "test.quantity")


def mention(
    report: Document | None = None,
    *,
    type: str = "MOBILIZE",
    status: str = "actual",
    words: str | None = None,
    actors: Sequence[str | Actor] = ("EST",),
    recipients: Sequence[str | Actor] = (),
    place: str | Place | None = None,
    said_by: Statement | None = None,
    **values: object,
) -> Mention:
    """One event as told by the given words; a place or actor named in the text gets its span there."""
    report = report or document()
    said_by = said_by or statement(report)
    span = span_of(report.text, words) if words else Span(0, len(report.text))
    inside = [s for s in sentences(report) if s.span.covers(span)]
    plain = Mention(
        id=stable_id("mention", report.id, span, type, status),
        document_id=report.id,
        statement_id=said_by.id,
        type=type,
        mode=None,
        contexts=(),
        status=status,
        background=False,
        span=span,
        trigger=Span(span.start, min(span.end, span.start + 1)),
        sentence=inside[0].index if inside else 0,
        actors=tuple(_party(report, one) for one in actors),
        recipients=tuple(_party(report, one) for one in recipients),
        places=() if place is None else (_place(report, place),),
        when=None,
        quantity=None,
        chain=said_by.chain,
        rule="test.rule",
        reasons=(Reason("status", span, "test.status", "told as done"),),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def related(holder: Mention, kind: str, other: Mention, why: str = "the words tie them") -> Mention:
    """The mention with one more relation to the other and the reason for it."""
    relation = Relation(kind, other.id, "test.relation")
    reason = Reason("relation", holder.trigger, "test.relation", why)
    return replace(holder, relations=(*holder.relations, relation), reasons=(*holder.reasons, reason))


def _party(report: Document, one: str | Actor) -> Actor:
    return one if isinstance(one, Actor) else actor(one, span=_named(report, one))


def _place(report: Document, one: str | Place) -> Place:
    return one if isinstance(one, Place) else place(one, span=_named(report, one))


def _named(report: Document, name: str) -> Span:
    return span_of(report.text, name) if name in report.text else Span(0, 0)


def event(*mentions: Mention, **values: object) -> Event:
    """The event that the mentions tell of."""
    mentions = mentions or (mention(),)
    first = mentions[0]
    plain = Event(
        id=stable_id("event", *(one.id for one in mentions)),
        type=first.type,
        mode=first.mode,
        mentions=tuple(one.id for one in mentions),
        documents=tuple(sorted({one.document_id for one in mentions})),
        actors=tuple(sorted({a.id for one in mentions for a in one.actors})),
        recipients=tuple(sorted({a.id for one in mentions for a in one.recipients})),
        places=tuple(sorted({p.name for one in mentions for p in one.places})),
        start=first.when.start if first.when else None,
        end=first.when.end if first.when else None,
        history=tuple(StatusChange(one.status, one.id, "2022-01-24T10:00:00+00:00") for one in mentions),
        reasons=(),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def reading(
    report: Document | None = None, *mentions: Mention, furniture: str = "", **values: object
) -> Reading:
    """All that one item gave: a statement of the publisher and the given mentions."""
    report = report or document()
    source_item = item(report.text + furniture, report.address)
    plain = Reading(source_item, report, sentences(report), (statement(report),), mentions)
    return replace(plain, **values)  # type: ignore[arg-type]
