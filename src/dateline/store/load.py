"""Rows back into nouns: what was written comes back equal, tuple by tuple."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Literal

from dateline.model import (
    Actor,
    Block,
    Conflict,
    CopyFamily,
    CopyMember,
    Document,
    Event,
    Fact,
    Mention,
    Offset,
    Passage,
    Place,
    Published,
    Quantity,
    Reason,
    Relation,
    Retelling,
    Sentence,
    SetAside,
    Skipped,
    Source,
    SourceItem,
    Span,
    Statement,
    StatusChange,
    Telling,
    When,
)

FACTS: Final = ("headline", "byline", "publisher", "credit", "dateline_place")
EVENT_VALUES: Final = ("documents", "actors", "recipients", "places", "reasons")

Rows = dict[str, list[sqlite3.Row]]
Mentions = Literal["mentions", "uncertain", "all_mentions"]  # those that count, those kept apart, or both


def plain_text(content: bytes, encoding: str) -> str | None:
    """Decode strictly; None where that fails or the encoding is unknown."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def load_item(connection: sqlite3.Connection, id: str) -> SourceItem | None:
    """The source item with its bytes."""
    row = connection.execute("SELECT * FROM items WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    named = connection.execute(
        "SELECT name, value FROM item_metadata WHERE item_id = ? ORDER BY position", (id,)
    )
    text = row["text"] if row["text"] is not None else row["content"].decode(row["encoding"])
    metadata = tuple((name, value) for name, value in named)
    what = (row["id"], row["address"], row["format"], row["content"], row["sha256"], row["encoding"])
    return SourceItem(*what, text, metadata)


def load_documents(
    connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()
) -> Iterator[Document]:
    """Documents in order of address and id; `where` is a condition on `documents AS d`."""
    sql = f"SELECT d.* FROM documents AS d WHERE {where} ORDER BY d.address, d.id"
    for row in connection.execute(sql, values):
        yield _document(connection, row)


def _document(connection: sqlite3.Connection, row: sqlite3.Row) -> Document:
    key = row["id"]

    def parts(table: str) -> sqlite3.Cursor:
        return connection.execute(f"SELECT * FROM {table} WHERE document_id = ? ORDER BY position", (key,))

    facts = {f["field"]: f for f in connection.execute("SELECT * FROM facts WHERE document_id = ?", (key,))}
    return Document(
        id=key,
        item_id=row["item_id"],
        address=row["address"],
        text=row["text"],
        blocks=tuple(Block(b["kind"], Span(b["start"], b["end"]), b["reason"]) for b in parts("blocks")),
        offsets=tuple(Offset(o["start"], o["end"], o["item_start"]) for o in parts("offsets")),
        set_aside=tuple(
            SetAside(s["item_start"], s["item_end"], s["kind"], s["reason"]) for s in parts("set_aside")
        ),
        headline=_fact(facts.get("headline")),
        byline=_fact(facts.get("byline")),
        publisher=_fact(facts.get("publisher")),
        credit=_fact(facts.get("credit")),
        dateline_place=_fact(facts.get("dateline_place")),
        published=_published(row, facts.get("published")),
        undated_reason=row["undated_reason"],
        language=row["language"],
        credited=tuple(c["name"] for c in parts("credited")),
        synthetic=bool(row["synthetic"]),
        conflicts=tuple(
            Conflict(c["field"], c["value"], c["beside"], c["origin"]) for c in parts("conflicts")
        ),
    )


def _span(row: sqlite3.Row, start: str = "start", end: str = "end") -> Span | None:
    return None if row[start] is None else Span(row[start], row[end])


def _fact(row: sqlite3.Row | None) -> Fact | None:
    if row is None:
        return None
    return Fact(row["value"], row["text"], _span(row), _span(row, "item_start", "item_end"), row["rule"])


def _published(document: sqlite3.Row, fact: sqlite3.Row | None) -> Published | None:
    if fact is None:
        return None
    when = (document["published"], document["published_utc"], document["published_precision"])
    return Published(*when, fact["text"], _span(fact), _span(fact, "item_start", "item_end"), fact["rule"])


def load_sentences(connection: sqlite3.Connection, document_id: str) -> tuple[Sentence, ...]:
    """The sentences of a document, their bounds alone: words and grammar are not kept."""
    sql = "SELECT * FROM sentences WHERE document_id = ? ORDER BY position"
    rows = connection.execute(sql, (document_id,))
    return tuple(Sentence(r["position"], r["start"], r["end"], (), (), r["block"]) for r in rows)


def load_statements(
    connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()
) -> Iterator[Statement]:
    """Statements in order of document and position; `where` is a condition on `statements AS s`."""
    content = _by_owner(connection, "statement_content", "statement_id", "statements AS s", where, values)
    sources = _by_owner(connection, "statement_sources", "statement_id", "statements AS s", where, values)
    sql = f"SELECT s.* FROM statements AS s WHERE {where} ORDER BY s.document_id, s.position"
    for row in connection.execute(sql, values):
        key = row["id"]
        yield Statement(
            id=key,
            document_id=row["document_id"],
            chain=tuple(_source(link) for link in sources[key]),
            content=tuple(Span(piece["start"], piece["end"]) for piece in content[key]),
            cue=_span(row, "cue_start", "cue_end"),
            force=row["force"],
            manner=row["manner"],
            rule=row["rule"],
        )


def _by_owner(
    connection: sqlite3.Connection,
    table: str,
    owner: str,
    parent: str,
    where: str,
    values: tuple[object, ...],
) -> Rows:
    """The rows of a table whose owners meet the condition, in order, under their owner's id."""
    name = parent.rsplit(maxsplit=1)[-1]
    sql = f"SELECT t.* FROM {table} AS t JOIN {parent} ON {name}.id = t.{owner} WHERE {where} ORDER BY t.position"
    rows: Rows = defaultdict(list)
    for row in connection.execute(sql, values):
        rows[row[owner]].append(row)
    return rows


def _source(row: sqlite3.Row) -> Source:
    who = (row["name"], row["kind"], row["cue"], row["text"])
    return Source(*who, _span(row), _span(row, "shown_start", "shown_end"), row["rule"])


def load_mentions(
    connection: sqlite3.Connection,
    where: str = "1",
    values: tuple[object, ...] = (),
    *,
    among: Mentions = "mentions",
) -> Iterator[Mention]:
    """Mentions in order of document and position; `where` is a condition on them, `AS m`."""

    def parts(table: str) -> Rows:
        return _by_owner(connection, table, "mention_id", f"{among} AS m", where, values)

    sources, contexts, actors, reasons = (
        parts("mention_sources"),
        parts("contexts"),
        parts("actors"),
        parts("reasons"),
    )
    places, countries, relations = parts("places"), parts("place_countries"), parts("relations")
    whens, quantities = (
        _values(connection, "whens", among, where, values),
        _values(connection, "quantities", among, where, values),
    )
    sql = f"SELECT m.* FROM {among} AS m WHERE {where} ORDER BY m.document_id, m.position"
    for row in connection.execute(sql, values):
        key = row["id"]
        yield Mention(
            id=key,
            document_id=row["document_id"],
            statement_id=row["statement_id"],
            type=row["type"],
            mode=row["mode"],
            contexts=tuple(context["context"] for context in contexts[key]),
            status=row["status"],
            background=bool(row["background"]),
            span=Span(row["start"], row["end"]),
            trigger=Span(row["trigger_start"], row["trigger_end"]),
            sentence=row["sentence"],
            actors=tuple(_actor(a) for a in actors[key] if a["role"] == "actor"),
            recipients=tuple(_actor(a) for a in actors[key] if a["role"] == "recipient"),
            places=tuple(_place(p, countries[key]) for p in places[key]),
            when=_when(whens[key]) if key in whens else None,
            quantity=_quantity(quantities[key]) if key in quantities else None,
            chain=tuple(_source(link) for link in sources[key]),
            rule=row["rule"],
            reasons=tuple(Reason(r["field"], _span(r), r["rule"], r["text"]) for r in reasons[key]),
            relations=tuple(Relation(r["kind"], r["other_id"], r["rule"]) for r in relations[key]),
            confidence=row["confidence"],
        )


def _values(
    connection: sqlite3.Connection, table: str, among: Mentions, where: str, values: tuple[object, ...]
) -> dict[str, sqlite3.Row]:
    """The one row a mention may have in the table."""
    sql = f"SELECT t.* FROM {table} AS t JOIN {among} AS m ON m.id = t.mention_id WHERE {where}"
    return {row["mention_id"]: row for row in connection.execute(sql, values)}


def _actor(row: sqlite3.Row) -> Actor:
    who = (row["actor"], row["country"], row["sector"], row["name"], row["text"])
    return Actor(*who, Span(row["start"], row["end"]), row["entity"], row["rule"])


def _place(row: sqlite3.Row, countries: list[sqlite3.Row]) -> Place:
    own = tuple(c["country"] for c in countries if c["place"] == row["position"])
    where = (row["lat"], row["lon"], row["precision"], row["gazetteer"], row["text"])
    return Place(row["name"], row["kind"], own, *where, Span(row["start"], row["end"]), row["rule"])


def _when(row: sqlite3.Row) -> When:
    days = (row["edtf"], row["first"], row["last"], row["precision"], row["anchor"], row["text"])
    return When(*days, Span(row["start"], row["end"]), row["reason"], row["rule"])


def _quantity(row: sqlite3.Row) -> Quantity:
    count = (
        row["text"],
        row["low"],
        row["best"],
        row["high"],
        row["unit"],
        row["change"],
        bool(row["derived"]),
    )
    return Quantity(*count, Span(row["start"], row["end"]), row["rule"], row["currency"], row["per"])


def load_events(
    connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()
) -> Iterator[Event]:
    """Events in order of day, type and id, undated ones last; `where` is a condition on `events AS e`."""
    listed = _by_owner(connection, "event_values", "event_id", "events AS e", where, values)
    mentions = _by_owner(connection, "event_mentions", "event_id", "events AS e", where, values)
    history = _by_owner(connection, "status_history", "event_id", "events AS e", where, values)
    told = _by_owner(connection, "tellings", "event_id", "events AS e", where, values)
    passed_on = _by_owner(connection, "telling_mentions", "event_id", "events AS e", where, values)
    order = 'coalesce(e.start, e."end") IS NULL, coalesce(e.start, e."end"), e.type, e.id'
    for row in connection.execute(f"SELECT e.* FROM events AS e WHERE {where} ORDER BY {order}", values):
        key = row["id"]
        several = {
            field: tuple(v["value"] for v in listed[key] if v["field"] == field) for field in EVENT_VALUES
        }
        yield Event(
            id=key,
            type=row["type"],
            mode=row["mode"],
            mentions=tuple(m["mention_id"] for m in mentions[key]),
            start=row["start"],
            end=row["end"],
            history=tuple(StatusChange(h["status"], h["mention_id"], h["told"]) for h in history[key]),
            tellings=tuple(_telling(row, passed_on[key]) for row in told[key]),
            **several,
        )


def _telling(row: sqlite3.Row, mentions: list[sqlite3.Row]) -> Telling:
    own = tuple(mention["mention_id"] for mention in mentions if mention["telling"] == row["position"])
    return Telling(row["source"], own, row["reason"])


def load_families(
    connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()
) -> Iterator[CopyFamily]:
    """Copy families in order of id; `where` is a condition on `families AS f`."""
    members = _by_owner(connection, "family_members", "family_id", "families AS f", where, values)
    reasons = _by_owner(connection, "family_reasons", "family_id", "families AS f", where, values)
    why, passages, adds = (
        _by_owner(connection, f"member_{part}", "family_id", "families AS f", where, values)
        for part in ("reasons", "passages", "adds")
    )
    for row in connection.execute(f"SELECT f.* FROM families AS f WHERE {where} ORDER BY f.id", values):
        key = row["id"]
        yield CopyFamily(
            id=key,
            origin=row["origin"],
            members=tuple(_member(member, why[key], passages[key], adds[key]) for member in members[key]),
            reasons=tuple(reason["text"] for reason in reasons[key]),
        )


def _member(
    row: sqlite3.Row, reasons: list[sqlite3.Row], passages: list[sqlite3.Row], adds: list[sqlite3.Row]
) -> CopyMember:
    def own(rows: list[sqlite3.Row]) -> list[sqlite3.Row]:
        return [one for one in rows if one["member"] == row["position"]]

    return CopyMember(
        document_id=row["document_id"],
        relation=row["relation"],
        of=row["of"],
        reasons=tuple(reason["text"] for reason in own(reasons)),
        share=row["share"],
        passages=tuple(
            Passage(Span(p["start"], p["end"]), Span(p["of_start"], p["of_end"])) for p in own(passages)
        ),
        adds=tuple(Span(one["start"], one["end"]) for one in own(adds)),
        superseded_by=row["superseded_by"],
    )


def load_retellings(
    connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()
) -> Iterator[Retelling]:
    """Retellings in order of document; `where` is a condition on `retellings AS r`."""
    sql = f"SELECT r.* FROM retellings AS r WHERE {where} ORDER BY r.document_id, r.position"
    for row in connection.execute(sql, values).fetchall():
        why = connection.execute(
            "SELECT text FROM retelling_reasons WHERE document_id = ? AND retelling = ? ORDER BY position",
            (row["document_id"], row["position"]),
        )
        reasons = tuple(reason["text"] for reason in why)
        yield Retelling(row["document_id"], row["outlet"], row["of"], _span(row), reasons)


def load_chains(connection: sqlite3.Connection) -> list[tuple[str, tuple[Source, ...]]]:
    """The document and the chain of every statement that has one, in order."""
    sources = _by_owner(connection, "statement_sources", "statement_id", "statements AS s", "1", ())
    sql = "SELECT s.id, s.document_id FROM statements AS s ORDER BY s.document_id, s.position"
    return [
        (row["document_id"], tuple(_source(link) for link in sources[row["id"]]))
        for row in connection.execute(sql)
        if row["id"] in sources
    ]


def load_skipped(connection: sqlite3.Connection) -> Iterator[Skipped]:
    """What was not read, in order of address."""
    for row in connection.execute("SELECT * FROM skipped ORDER BY address, stage"):
        yield Skipped(row["address"], row["stage"], row["reason"], row["sha256"])
