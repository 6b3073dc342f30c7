"""What a document or a mention has to do with others, in words: copies, retellings; denials, demands, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.cli.screen import one_line, short
from dateline.copies.changes import Change, changes
from dateline.export.rows import VERSIONS, member_of
from dateline.model import CopyMember, Document, Mention, Span
from dateline.store import Filter, Record

# A relation as read from the mention that holds it, and from the other.
FORWARD: Final = {
    "accuses-of": "accuses of",
    "asks-for": "asks for",
    "concedes": "concedes",
    "condition": "waits for",
    "denies": "denies",
    "offers": "offers",
    "promises": "promises",
    "rejects": "rejects",
    "threatens": "threatens",
}
BACKWARD: Final = {
    "accuses-of": "charged in",
    "asks-for": "asked for in",
    "concedes": "conceded in",
    "condition": "condition of",
    "denies": "denied in",
    "offers": "offered in",
    "promises": "promised in",
    "rejects": "rejected in",
    "threatens": "threatened in",
}

# Changes shown of a later version; --json has all.
SHOWN: Final = 8


def relations(record: Record, document: Document) -> Iterator[tuple[str, str]]:
    """Yield (what, words): its family and what it adds, its versions, what it retells and who retells it."""
    family = record.family(document.id)
    if family is not None:
        own = member_of(document, family)
        others = ", ".join(named(record, one.document_id) for one in family.members if one is not own)
        yield "copies", f"{_relation(record, own)}; the same text in {others}"
        if own.relation == "original":
            yield "origin", "; ".join(family.reasons)
        if own.adds:
            yield "adds", " … ".join(_quoted(document, span) for span in own.adds)
        if own.of and own.relation in VERSIONS:
            yield "changed", _changed(record.document(own.of), document)
        if own.superseded_by:
            yield "superseded", f"by {named(record, own.superseded_by)}, the latest version"
    for one in record.retellings(document.id):
        whose = f" in {named(record, one.of)}" if one.of else ""
        yield "retells", f"{one.outlet}{whose} ({'; '.join(one.reasons)})"
    tellers = dict.fromkeys(named(record, one.document_id) for one in record.retold_by(document.id))
    if tellers:
        yield "retold", f"by {', '.join(tellers)}"


def bearings(record: Record, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield (what, words): what the mention denies, asks for, waits for …, and what bears on it."""
    around = [one.mention for one in record.mentions(Filter(documents=(mention.document_id,)))]
    by_id = {one.id: one for one in around}
    document = record.document(mention.document_id)
    why = [reason.text for reason in mention.reasons if reason.field == "relation"]
    for relation, reason in zip(mention.relations, why, strict=True):
        yield FORWARD[relation.kind], f"{_told(document, by_id[relation.mention_id])}  ({reason})"
    for other in around:
        for relation in other.relations:
            if relation.mention_id == mention.id:
                yield BACKWARD[relation.kind], _told(document, other)


def _told(document: Document, mention: Mention) -> str:
    """A mention by its short id, type, status and words."""
    return f"{short(mention.id)} {mention.type} {mention.status} {_quoted(document, mention.span)}"


def named(record: Record, id: str) -> str:
    """A document by its short id and the name of its file."""
    name = record.document(id).address.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{short(id)} {name}"


def _relation(record: Record, own: CopyMember) -> str:
    taken = f" of {named(record, own.of)}" if own.of else ""
    why = f" ({'; '.join(own.reasons)})" if own.reasons else ""
    return f"{own.relation}{taken}{why}"


def _quoted(document: Document, span: Span) -> str:
    return f"“{one_line(span.of(document.text), 160)}”"


def _changed(before: Document, after: Document) -> str:
    found = changes(before, after)
    shown = "; ".join(_change(before, after, change) for change in found[:SHOWN])
    more = len(found) - SHOWN
    return f"{shown}; and {more} more" if more > 0 else shown or "nothing in headline or body"


def _change(before: Document, after: Document, change: Change) -> str:
    if change.was and change.now:
        return f"{_quoted(before, change.was)} → {_quoted(after, change.now)}"
    if change.now:
        return f"added {_quoted(after, change.now)}"
    assert change.was
    return f"left out {_quoted(before, change.was)}"
