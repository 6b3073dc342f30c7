"""One recorded noun as one exported row: the public contract, described in docs/reading-the-record.md.

Rows are plain dictionaries in the order of the documented columns. What is not known is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.beside import Beside, beside
from dateline.copies.changes import changes
from dateline.model import (
    Actor,
    CopyFamily,
    CopyMember,
    Document,
    Event,
    Fact,
    Place,
    Quantity,
    Reason,
    Retelling,
    Skipped,
    Source,
    Span,
    Statement,
    When,
)
from dateline.store import Record, Recorded

Row = dict[str, Any]

MARKUP = "markup or set-aside lines stand between the words in the source item"


VERSIONS = ("update", "correction")


def document_row(
    document: Document,
    also_at: Sequence[str] = (),
    family: CopyFamily | None = None,
    before: Document | None = None,
    retellings: Sequence[Retelling] = (),
    besides: tuple[Beside, ...] = (),
) -> Row:
    """A document with its text, its publication facts, and what was set aside (places and reasons, no words).

    `before` is the version that this one corrects or updates.
    """
    published = document.published
    plain = {field: fact.value for field, fact in _facts(document).items()}
    return {
        "id": document.id,
        "item": document.address,
        "item_id": document.item_id,
        "also_at": list(also_at),
        "synthetic": document.synthetic,
        "language": document.language,
        **{field: plain.get(field) for field in ("headline", "byline", "publisher", "credit")},
        "credited": list(document.credited),
        "family": _family(document, family, before),
        "retells": [_retelling(document, one) for one in retellings],
        "dateline_place": plain.get("dateline_place"),
        "published": published.written if published else None,
        "published_utc": published.utc if published else None,
        "published_precision": published.precision if published else None,
        "undated_reason": document.undated_reason,
        "beside": [_beside(one) for one in besides],
        "conflicts": [
            {"field": one.field, "value": one.value, "beside": one.beside, "from": one.origin}
            for one in document.conflicts
        ],
        "text": document.text,
        "facts": [_fact(field, fact) for field, fact in _facts(document).items()],
        "blocks": [{"kind": b.kind, **_ends(b.span), "reason": b.reason} for b in document.blocks],
        "offsets": [{"start": o.start, "end": o.end, "item_start": o.item_start} for o in document.offsets],
        "set_aside": [
            {"kind": s.kind, "reason": s.reason, "item_start": s.item_start, "item_end": s.item_end}
            for s in document.set_aside
        ],
    }


def statement_row(statement: Statement, document: Document) -> Row:
    """Who says what: the chain, outermost first, and the pieces of what is said."""
    pieces = [_words(document, span) | _in_item(document, span) for span in statement.content]
    return {
        "id": statement.id,
        "document_id": statement.document_id,
        "item": document.address,
        "synthetic": document.synthetic,
        "manner": statement.manner,
        "sources": [_source(link) for link in statement.chain],
        "cue": _words(document, statement.cue) if statement.cue else None,
        "force": statement.force,
        "content": pieces,
        "rule": statement.rule,
    }


def mention_row(recorded: Recorded) -> Row:
    """One event as one statement tells it, every value with its words."""
    mention, document, sentence = recorded.mention, recorded.document, recorded.sentence
    return {
        "id": mention.id,
        "event_id": recorded.event_id,
        "document_id": mention.document_id,
        "statement_id": mention.statement_id,
        "item": document.address,
        "synthetic": document.synthetic,
        "type": mention.type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "status": mention.status,
        "background": mention.background,
        "confidence": mention.confidence,
        **_words(document, mention.span),
        **_in_item(document, mention.span),
        "trigger": _words(document, mention.trigger),
        "sentence_start": sentence.start if sentence else None,
        "sentence_end": sentence.end if sentence else None,
        "actors": [_actor(actor) for actor in mention.actors],
        "recipients": [_actor(actor) for actor in mention.recipients],
        "places": [_place(place) for place in mention.places],
        "when": _when(mention.when),
        "quantity": _quantity(mention.quantity),
        "sources": [_source(link) for link in mention.chain],
        "relations": [
            {"kind": one.kind, "mention_id": one.mention_id, "rule": one.rule} for one in mention.relations
        ],
        "rule": mention.rule,
        "reasons": [_reason(document, reason) for reason in mention.reasons],
    }


def event_row(event: Event, synthetic: bool) -> Row:
    """The mentions that tell of the same thing, with the history of its status."""
    return {
        "id": event.id,
        "synthetic": synthetic,
        "type": event.type,
        "mode": event.mode,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "places": list(event.places),
        "start": event.start,
        "end": event.end,
        "history": [
            {"status": step.status, "mention_id": step.mention_id, "told": step.told}
            for step in event.history
        ],
        "independent_tellings": len(event.tellings),
        "tellings": [
            {"source": one.source, "mentions": list(one.mentions), "reason": one.reason}
            for one in event.tellings
        ],
        "mentions": list(event.mentions),
        "documents": list(event.documents),
        "reasons": list(event.reasons),
    }


def full_document_row(record: Record, document: Document) -> Row:
    """A document with what the record knows of it besides: other addresses, its copy family, what it retells."""
    family = record.family(document.id)
    own = member_of(document, family) if family else None
    before = record.document(own.of) if own and own.of and own.relation in VERSIONS else None
    also_at, retellings = record.also_at(document.item_id), record.retellings(document.id)
    format, metadata = record.metadata(document.item_id)
    return document_row(document, also_at, family, before, retellings, beside(metadata, format))


def _beside(one: Beside) -> Row:
    return {"field": one.field, "value": one.value, "from": one.origin}


def document_rows(record: Record) -> Iterator[Row]:
    """Every document, by address."""
    for document in record.documents():
        yield full_document_row(record, document)


def statement_rows(record: Record) -> Iterator[Row]:
    """Every statement, document by document, in the order of its words."""
    for document in record.documents():
        statements = sorted(record.statements(document.id), key=lambda one: (one.content[:1], one.id))
        yield from (statement_row(statement, document) for statement in statements)


def event_rows(record: Record) -> Iterator[Row]:
    """Every event; one that any synthetic document tells of is marked so."""
    synthetic = record.synthetic_documents()
    for event in record.events():
        yield event_row(event, not synthetic.isdisjoint(event.documents))


def skipped_row(skipped: Skipped) -> Row:
    """What was not read, and why."""
    return {
        "item": skipped.address,
        "stage": skipped.stage,
        "reason": skipped.reason,
        "sha256": skipped.sha256,
    }


def _ends(span: Span | None) -> Row:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _words(document: Document, span: Span) -> Row:
    return {"text": span.of(document.text), **_ends(span)}


def _in_item(document: Document, span: Span) -> Row:
    """Where the words stand in the decoded source item, or why that cannot be said."""
    found = document.item_span(span)
    return {
        "item_start": found.start if found else None,
        "item_end": found.end if found else None,
        "item_reason": None if found else MARKUP,
    }


def member_of(document: Document, family: CopyFamily) -> CopyMember:
    """The document's place in its family."""
    return next(one for one in family.members if one.document_id == document.id)


def _family(document: Document, family: CopyFamily | None, before: Document | None) -> Row | None:
    """What the document is among those that carry its text."""
    if family is None:
        return None
    member = member_of(document, family)
    return {
        "id": family.id,
        "relation": member.relation,
        "of": member.of,
        "origin": family.origin,
        "documents": [one.document_id for one in family.members],
        "reasons": list(member.reasons),
        "origin_reasons": list(family.reasons),
        "share": member.share,
        "passages": [
            {**_ends(one.first), "of_start": one.second.start, "of_end": one.second.end}
            for one in member.passages
        ],
        "adds": [_words(document, span) for span in member.adds],
        "superseded_by": member.superseded_by,
        "changes": _changes(before, document) if before else [],
    }


def _changes(before: Document, after: Document) -> list[Row]:
    """What a later version changed: the words as they were and as they are."""
    return [
        {
            "was": _words(before, change.was) if change.was else None,
            "now": _words(after, change.now) if change.now else None,
        }
        for change in changes(before, after)
    ]


def _retelling(document: Document, one: Retelling) -> Row:
    """An outlet whose report is told in other words, and its document where the record holds it."""
    words = _words(document, one.span) if one.span else {"text": None, **_ends(None)}
    return {"outlet": one.outlet, "of": one.of, **words, "reasons": list(one.reasons)}


def _facts(document: Document) -> dict[str, Fact]:
    """The publication facts that are there, the time of publication among them."""
    facts = {
        "headline": document.headline,
        "byline": document.byline,
        "publisher": document.publisher,
        "credit": document.credit,
        "dateline_place": document.dateline_place,
    }
    found = {field: fact for field, fact in facts.items() if fact is not None}
    if published := document.published:
        words = (published.text, published.span, published.item_span, published.rule)
        found["published"] = Fact(published.written, *words)
    return found


def _fact(field: str, fact: Fact) -> Row:
    where = fact.item_span
    return {
        "field": field,
        "value": fact.value,
        "text": fact.text,
        **_ends(fact.span),
        "item_start": where.start if where else None,
        "item_end": where.end if where else None,
        "rule": fact.rule,
    }


def _source(link: Source) -> Row:
    shown = link.shown_by
    return {
        "name": link.name,
        "kind": link.kind,
        "cue": link.cue,
        "text": link.text,
        **_ends(link.span),
        "shown_start": shown.start if shown else None,
        "shown_end": shown.end if shown else None,
        "rule": link.rule,
    }


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "country": actor.country,
        "sector": actor.sector,
        "name": actor.name,
        "text": actor.text,
        **_ends(actor.span),
        "entity": actor.entity,
        "rule": actor.rule,
    }


def _place(place: Place) -> Row:
    return {
        "name": place.name,
        "kind": place.kind,
        "countries": list(place.countries),
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "gazetteer": place.gazetteer,
        "text": place.text,
        **_ends(place.span),
        "rule": place.rule,
    }


def _when(when: When | None) -> Row | None:
    if when is None:
        return None
    return {
        "edtf": when.edtf,
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "anchor": when.anchor,
        "text": when.text,
        "text_start": when.span.start,
        "text_end": when.span.end,
        "reason": when.reason or None,
        "rule": when.rule,
    }


def _quantity(quantity: Quantity | None) -> Row | None:
    if quantity is None:
        return None
    return {
        "text": quantity.text,
        **_ends(quantity.span),
        "low": _number(quantity.low),
        "best": _number(quantity.best),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "change": quantity.change,
        "derived": quantity.derived,
        "currency": quantity.currency,
        "per": quantity.per,
        "rule": quantity.rule,
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point, so that 8,500 is written 8500."""
    return int(value) if value is not None and value == int(value) else value


def _reason(document: Document, reason: Reason) -> Row:
    words = _words(document, reason.span) if reason.span else {"text": None, **_ends(None)}
    return {"field": reason.field, "why": reason.text, **words, "rule": reason.rule}
