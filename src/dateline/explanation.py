"""From a value to the rule that made it, to the words it was read from, to the bytes of the source item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Actor, Document, Event, Fact, Mention, Published, Source, SourceItem, Span
from dateline.readers.base import STATED_RULE
from dateline.store import Noun, Record


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value and where it comes from. Spans and bytes are null where no words stand for them, with the reason."""

    field: str
    value: str | None
    rule: str
    why: str | None
    text: str | None
    span: Span | None
    item_span: Span | None
    byte_span: Span | None
    missing: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All evidence for one document, mention or event; `item` and `sha256` name the bytes it ends in."""

    noun: Noun
    id: str
    item: str | None
    sha256: str | None
    synthetic: bool
    evidence: tuple[Evidence, ...]


def explain(record: Record, noun: Noun, id: str) -> Explanation:
    """Gather the evidence for everything recorded of a noun."""
    if noun == "event":
        return _event(record, record.event(id))
    if noun == "statement":
        statement = record.statement(id)
        document = record.document(statement.document_id)
        reader = _Tracer(document, record.item(document.item_id))
        found = (
            *(reader.trace("content", None, statement.rule, None, span) for span in statement.content),
            *_chain(reader, statement.chain),
        )
        return reader.explanation(noun, id, found)
    if noun == "document":
        document = record.document(id)
        reader = _Tracer(document, record.item(document.item_id))
        return reader.explanation(noun, id, tuple(_document(reader, document)))
    recorded = record.mention(id)
    reader = _Tracer(recorded.document, record.item(recorded.document.item_id))
    return reader.explanation(noun, id, tuple(_mention(reader, recorded.mention)))


@dataclass(frozen=True, slots=True)
class _Tracer:
    """Follows spans of one document down to the bytes of its item."""

    document: Document
    item: SourceItem

    def trace(
        self,
        field: str,
        value: str | None,
        rule: str,
        why: str | None,
        span: Span | None,
        *,
        at: Span | None = None,
    ) -> Evidence:
        """Follow one value; `at` is its span in the item where it has none in the document."""
        if span is None and at is None:
            return Evidence(field, value, rule, why, None, None, None, None, "no words stand for it")
        item_span = at or (self.document.item_span(span) if span else None)
        text = span.of(self.document.text) if span else item_span.of(self.item.text) if item_span else None
        if item_span is None:
            missing = "markup stands between its words in the item"
            return Evidence(field, value, rule, why, text, span, None, None, missing)
        found = byte_span(self.item, item_span)
        unclear = None if found else "the item's text is not a plain decoding of its bytes"
        return Evidence(field, value, rule, why, text, span, item_span, found, unclear)

    def explanation(self, noun: Noun, id: str, found: Sequence[Evidence]) -> Explanation:
        """Put evidence under its noun."""
        return Explanation(
            noun, id, self.item.address, self.item.sha256, self.document.synthetic, tuple(found)
        )


def byte_span(item: SourceItem, span: Span) -> Span | None:
    """Where the characters of the item's text stand in its bytes; None where decoding was not one to one."""
    try:
        start = len(item.text[: span.start].encode(item.encoding)) if span.start else _mark(item)
        end = len(item.text[: span.end].encode(item.encoding))
        plain = item.content[:end].decode(item.encoding) == item.text[: span.end]
        plain = plain and item.content[:start].decode(item.encoding) == item.text[: span.start]
    except (UnicodeError, LookupError):
        return None
    return Span(start, max(start, end)) if plain else None


def _mark(item: SourceItem) -> int:
    """The length of the byte order mark that the encoding puts before the text."""
    return len("".encode(item.encoding))


def _document(reader: _Tracer, document: Document) -> Iterator[Evidence]:
    facts: dict[str, Fact | None] = {
        "headline": document.headline,
        "byline": document.byline,
        "publisher": document.publisher,
        "credit": document.credit,
        "dateline place": document.dateline_place,
    }
    for field, fact in facts.items():
        if fact is not None:
            yield reader.trace(field, fact.value, fact.rule, None, fact.span, at=fact.item_span)
    if published := document.published:
        value = published.written if published.utc is None else f"{published.written} = {published.utc}"
        yield reader.trace(
            "published", value, published.rule, _told(published), published.span, at=published.item_span
        )
    else:
        yield reader.trace("published", None, "undated", document.undated_reason, None)
    for block in document.blocks:
        yield reader.trace(block.kind, None, block.reason, None, block.span)


def _told(published: Published) -> str:
    words = f"“{published.text}”"
    return f"{words}, stated by a person" if published.rule == STATED_RULE else words


def _mention(reader: _Tracer, mention: Mention) -> Iterator[Evidence]:
    def why(field: str) -> str | None:
        return "; ".join(reason.text for reason in mention.reasons if reason.field == field) or None

    what = f"{mention.type}/{mention.mode}" if mention.mode else mention.type
    yield reader.trace("type", what, mention.rule, why("type"), mention.trigger)
    yield reader.trace("words", None, mention.rule, why("span"), mention.span)
    yield from _reasoned(reader, mention, "status", mention.status)
    confidence = f"{mention.confidence:.2f}"
    yield reader.trace("confidence", confidence, "coding.confidence", why("confidence"), mention.trigger)
    yield from _reasoned(reader, mention, "background", "yes" if mention.background else "no")
    for role, parties in (("actor", mention.actors), ("recipient", mention.recipients)):
        for party in parties:
            yield reader.trace(role, _party(party), party.rule, why(role) or why(f"{role}s"), party.span)
    for place in mention.places:
        value = f"{place.name} ({', '.join((place.kind, *place.countries))}; precision {place.precision})"
        yield reader.trace("place", value, place.rule, why("place") or why("places"), place.span)
    if when := mention.when:
        because = "; ".join(part for part in (when.reason, why("when")) if part) or None
        yield reader.trace(
            "when", f"{when.edtf or 'not known'} ({when.anchor})", when.rule, because, when.span
        )
    if quantity := mention.quantity:
        ends = [f"{n:,.10g}" if n is not None else "?" for n in (quantity.low, quantity.high)]
        value = f"{ends[0] if ends[0] == ends[1] else '–'.join(ends)} {quantity.unit} ({quantity.change})"
        value += ", derived" if quantity.derived else ""
        yield reader.trace("quantity", value, quantity.rule, why("quantity"), quantity.span)
    yield from _chain(reader, mention.chain)
    told = {"type", "span", "status", "background", "actor", "actors", "recipient", "recipients"}
    told |= {"place", "places", "when", "quantity", "relation", "confidence"}
    yield from _relations(reader, mention)
    for reason in mention.reasons:
        if reason.field not in told:
            kept = mention.mode if reason.field == "mode" else None
            yield reader.trace(reason.field, kept, reason.rule, reason.text, reason.span)


def _relations(reader: _Tracer, mention: Mention) -> Iterator[Evidence]:
    """What the mention denies, asks for, waits for …, each with the words that tie the two."""
    reasons = [reason for reason in mention.reasons if reason.field == "relation"]
    for relation, reason in zip(mention.relations, reasons, strict=True):
        value = f"{relation.kind} {relation.mention_id}"
        yield reader.trace("relation", value, relation.rule, reason.text, reason.span)


def _reasoned(reader: _Tracer, mention: Mention, field: str, value: str) -> Iterator[Evidence]:
    """A value that its reasons explain, one line each; without any, the event rule's own default."""
    reasons = [reason for reason in mention.reasons if reason.field == field]
    for reason in reasons:
        yield reader.trace(field, value, reason.rule, reason.text, reason.span)
    if not reasons and field == "status":
        yield reader.trace(
            field, value, mention.rule, "no word speaks against the rule's default", mention.trigger
        )


def _chain(reader: _Tracer, chain: Sequence[Source]) -> Iterator[Evidence]:
    if not chain:
        publisher = reader.document.publisher
        name = publisher.value if publisher else "the publisher of the document"
        span, at = (publisher.span, publisher.item_span) if publisher else (None, None)
        yield reader.trace("source", name, "publisher", "nobody else is named as saying it", span, at=at)
    for link in chain:
        value = f"{link.name} ({link.kind})"
        yield reader.trace("source", value, link.rule, f"cue “{link.cue}”" if link.cue else None, link.span)
        if link.shown_by is not None and link.shown_by != link.span:
            yield reader.trace(
                "source in full", link.name, link.rule, f"“{link.text}” stands for it", link.shown_by
            )


def _party(party: Actor) -> str:
    sector = f", {party.sector}" if party.sector and "/" not in party.id else ""
    entity = f", {party.entity}" if party.entity else ""
    return f"{party.id} ({party.name}{sector}{entity})"


def _event(record: Record, event: Event) -> Explanation:
    """An event is what its mentions say: each with its words, then what tied them together."""
    found: list[Evidence] = []
    synthetic = False
    for number, id in enumerate(event.mentions):
        recorded = record.mention(id)
        document, mention = recorded.document, recorded.mention
        synthetic = synthetic or document.synthetic
        reader = _Tracer(document, record.item(document.item_id))
        why = next((reason for reason in event.reasons if reason.startswith(f"{id} ")), None)
        value = f"{id} in {document.address}: {mention.status}"
        because = why.removeprefix(f"{id} ") if why else None if number else "the first telling"
        found.append(reader.trace("mention", value, mention.rule, because, mention.span))
    return Explanation("event", event.id, None, None, synthetic, tuple(found))
