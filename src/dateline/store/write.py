"""Writing a record: one transaction an item, so that a crash loses nothing already recorded."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.errors import RunError
from dateline.model import (
    Actor,
    CopyFamily,
    Document,
    Event,
    Fact,
    Mention,
    Reading,
    Retelling,
    Sentence,
    Skipped,
    Source,
    SourceItem,
    Span,
    Statement,
)
from dateline.store.load import (
    EVENT_VALUES,
    FACTS,
    load_chains,
    load_documents,
    load_mentions,
    plain_text,
)
from dateline.store.opening import connect_to_write, transaction
from dateline.store.outlines import Outlines

Value = str | int | float | bytes | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class RunEntry:
    """What a run was made with. Times are for people; nothing exported depends on them."""

    started: str
    version: str
    config: str  # JSON
    code: str  # digest of the package's modules
    tables: str  # digest of its tables
    model: str
    model_digest: str
    kit: str  # digest of what reads an item: the same kit reads it the same way
    threshold: float = 0.0  # mentions less sure than this are kept apart


FindCopies = Callable[[Sequence[Document]], tuple[CopyFamily, ...]]
Merge = Callable[[Sequence[Document], Sequence[Mention], Sequence[CopyFamily]], tuple[Event, ...]]


Chains = Sequence[tuple[str, Sequence[Source]]]
FindRetellings = Callable[
    [Sequence[Document], Chains, Sequence[Sequence[Mention]], Sequence[CopyFamily]], tuple[Retelling, ...]
]


def no_copies(documents: Sequence[Document]) -> tuple[CopyFamily, ...]:
    """Take every document for its own."""
    return ()


def no_retellings(
    documents: Sequence[Document],
    chains: Chains,
    groups: Sequence[Sequence[Mention]],
    families: Sequence[CopyFamily],
) -> tuple[Retelling, ...]:
    """Take every document to tell for itself."""
    return ()


class RecordWriter:
    """A record opened to add to it. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect_to_write(path)
        self.outlines = Outlines(self._connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in by the last to leave."""
        self._connection.close()

    def begin_run(self, entry: RunEntry) -> int:
        """Note that a run started; its number is for `end_run`."""
        sql = (
            "INSERT INTO runs (started, version, config, code, tables, model, model_digest, kit)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        values = (entry.started, entry.version, entry.config, entry.code, entry.tables)
        with transaction(self._connection, self.path):
            cursor = self._connection.execute(sql, (*values, entry.model, entry.model_digest, entry.kit))
            number = cursor.lastrowid
        assert number is not None
        return number

    def end_run(self, number: int, finished: str) -> None:
        """Note that the run came to its end: its events are those of all its mentions."""
        with transaction(self._connection, self.path):
            self._connection.execute("UPDATE runs SET finished = ? WHERE id = ?", (finished, number))

    def knows(self, item: SourceItem, kit: str) -> bool:
        """Tell whether the very item was read by the very kit before: reading it again would change nothing.

        What came beside the bytes counts too: a sidecar that was changed, other columns of a table.
        """
        sql = (
            "SELECT i.text, coalesce(i.text, i.content) AS words, i.encoding FROM documents AS d JOIN items AS i"
            " ON i.id = d.item_id WHERE d.item_id = ? AND d.kit = ? AND d.synthetic >= ?"
        )
        marked = ("synthetic", "true") in item.metadata
        row = self._connection.execute(sql, (item.id, kit, marked)).fetchone()
        if row is None:
            return False
        text = row["words"] if row["text"] is not None else plain_text(row["words"], row["encoding"])
        beside = "SELECT name, value FROM item_metadata WHERE item_id = ? AND name <> 'synthetic' ORDER BY position"
        stored = [tuple(pair) for pair in self._connection.execute(beside, (item.id,))]
        return text == item.text and stored == [pair for pair in item.metadata if pair[0] != "synthetic"]

    def add(self, reading: Reading, kit: str, skipped: Skipped | None = None) -> None:
        """Record one reading, in place of what another kit read from the same item.

        `skipped` says why a later stage left the document unread (another language).
        """
        with self._adding(reading.item):
            known = self._addresses(reading.item)
            self._forget(reading.item)
            if skipped is not None:
                self._insert("skipped", [_skipped_row(skipped)])
            for table, rows in _item_tables(reading.item):
                self._insert(table, rows)
            self._insert("also_at", [(reading.item.id, address) for address in known])
            self._insert_document(reading.document, kit)
            for table, rows in _reading_tables(reading):
                self._insert(table, rows)

    def judge(self, document_id: str, field: str, value: str | None, stated: str) -> None:
        """Note what a person states of a document, by its id; None takes it back. `stated` is the time, for people."""
        sql = "INSERT INTO judgements (document_id, field, value, stated) VALUES (?, ?, ?, ?)"
        with transaction(self._connection, self.path):
            self._connection.execute(sql, (document_id, field, value, stated))

    def judged(self, field: str) -> dict[str, str]:
        """What stands of a person's statements on a field: the last one on each document."""
        sql = "SELECT document_id, value FROM judgements WHERE field = ? ORDER BY number"
        last = dict(self._connection.execute(sql, (field,)).fetchall())
        return {document: value for document, value in last.items() if value is not None}

    def also_at(self, item: SourceItem) -> None:
        """Note another address of bytes that the record has; the first address stays the item's own.

        Where nothing could be read from the bytes, the reason stands for this address too.
        """
        read = "INSERT OR IGNORE INTO also_at SELECT id, ? FROM items WHERE id = ? AND address <> ?"
        unread = (
            "INSERT OR REPLACE INTO skipped SELECT DISTINCT ?1, stage, reason, sha256 FROM skipped"
            " WHERE sha256 = ?2 AND NOT EXISTS (SELECT 1 FROM items WHERE id = ?3)"
        )
        with transaction(self._connection, self.path):
            self._connection.execute(read, (item.address, item.id, item.address))
            self._connection.execute(unread, (item.address, item.sha256, item.id))

    def skip(self, skipped: Skipped, item: SourceItem | None = None) -> None:
        """Record why nothing was read; the newest reason for an address and stage stands."""
        with transaction(self._connection, self.path):
            if item is not None:
                self._forget(item)
            self._connection.execute(
                "DELETE FROM skipped WHERE address = ? AND stage = ?", (skipped.address, skipped.stage)
            )
            self._insert("skipped", [_skipped_row(skipped)])

    def replace_events(
        self,
        merge: Merge,
        find_copies: FindCopies = no_copies,
        find_retellings: FindRetellings = no_retellings,
        *,
        threshold: float = 0.0,
    ) -> int:
        """Find the copies and retellings of the record and merge all its mentions anew; returns the number of events.

        Mentions less sure than the threshold are kept apart, in `uncertain`, and belong to no event.
        Mentions are read and events written in one transaction, so two runs at once end in one truth.
        """
        with transaction(self._connection, self.path):
            self._connection.execute("UPDATE threshold SET confidence = ?", (threshold,))
            documents = tuple(load_documents(self._connection))
            mentions = tuple(load_mentions(self._connection))
            families = find_copies(documents)
            events = merge(documents, mentions, families)
            by_id = {mention.id: mention for mention in mentions}
            groups = [[by_id[id] for id in event.mentions] for event in events]
            retellings = find_retellings(documents, load_chains(self._connection), groups, families)
            for table in ("families", "retellings", "retelling_reasons", "events"):
                self._connection.execute(f"DELETE FROM {table}")
            for table, rows in _retelling_tables(retellings):
                self._insert(table, rows)
            for family in families:
                for table, rows in _family_tables(family):
                    self._insert(table, rows)
            for event in events:
                for table, rows in _event_tables(event):
                    self._insert(table, rows)
        return len(events)

    @contextmanager
    def _adding(self, item: SourceItem) -> Iterator[None]:
        """A transaction for all of one item; ids that clash within it are a fault of the stage that made them."""
        try:
            with transaction(self._connection, self.path):
                yield
        except sqlite3.IntegrityError as error:
            raise RunError(f"{item.address}: two things read from it have the same id ({error})") from error

    def _addresses(self, item: SourceItem) -> list[str]:
        """Where else these bytes were found before."""
        sql = "SELECT address FROM also_at WHERE item_id = ?1 UNION SELECT address FROM items WHERE id = ?1"
        return [row[0] for row in self._connection.execute(sql, (item.id,)) if row[0] != item.address]

    def _forget(self, item: SourceItem) -> None:
        """Remove what was read from the item, or noted against its address, before."""
        self._connection.execute("DELETE FROM skipped WHERE address = ?", (item.address,))
        self._connection.execute("DELETE FROM documents WHERE item_id = ?", (item.id,))
        self._connection.execute("DELETE FROM items WHERE id = ?", (item.id,))

    def _insert_document(self, document: Document, kit: str) -> None:
        published = document.published
        row = (
            None,
            document.id,
            document.item_id,
            document.address,
            document.text,
            published.written if published else None,
            published.utc if published else None,
            published.precision if published else None,
            document.undated_reason,
            document.language,
            int(document.synthetic),
            kit,
        )
        self._insert("documents", [row])

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        """Insert whole rows; the table name is one of ours."""
        waiting = list(rows)
        if waiting:
            marks = ", ".join("?" * len(waiting[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", waiting)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _skipped_row(skipped: Skipped) -> Row:
    return (skipped.address, skipped.stage, skipped.reason, skipped.sha256)


def _item_tables(item: SourceItem) -> Iterator[tuple[str, list[Row]]]:
    """The rows of an item. Its text is kept only where decoding the content does not give it."""
    text = None if plain_text(item.content, item.encoding) == item.text else item.text
    yield "items", [(item.id, item.address, item.format, item.content, item.sha256, item.encoding, text)]
    yield "item_metadata", [(item.id, n, name, value) for n, (name, value) in enumerate(item.metadata)]


def _reading_tables(reading: Reading) -> Iterator[tuple[str, list[Row]]]:
    """The rows of a document and of all that was read from it, parents before children."""
    document = reading.document
    key = document.id
    yield "facts", [_fact_row(key, field, fact) for field, fact in _facts(document)]
    yield "credited", [(key, n, name) for n, name in enumerate(document.credited)]
    yield (
        "conflicts",
        [(key, n, c.field, c.value, c.beside, c.origin) for n, c in enumerate(document.conflicts)],
    )
    yield "blocks", [(key, n, b.kind, *_ends(b.span), b.reason) for n, b in enumerate(document.blocks)]
    yield "offsets", [(key, n, o.start, o.end, o.item_start) for n, o in enumerate(document.offsets)]
    yield (
        "set_aside",
        [(key, n, s.item_start, s.item_end, s.kind, s.reason) for n, s in enumerate(document.set_aside)],
    )
    yield "sentences", [_sentence_row(key, sentence) for sentence in reading.sentences]
    for position, statement in enumerate(reading.statements):
        yield from _statement_tables(position, statement)
    for position, mention in enumerate(reading.mentions):
        yield from _mention_tables(position, mention)


def _facts(document: Document) -> Iterator[tuple[str, Fact]]:
    """Every publication fact that is there; the time of publication is one of them."""
    for field in FACTS:
        fact = getattr(document, field)
        if fact is not None:
            yield field, fact
    published = document.published
    if published is not None:
        words = (published.text, published.span, published.item_span, published.rule)
        yield "published", Fact(published.written, *words)


def _fact_row(key: str, field: str, fact: Fact) -> Row:
    return (key, field, fact.value, fact.text, *_ends(fact.span), *_ends(fact.item_span), fact.rule)


def _sentence_row(key: str, sentence: Sentence) -> Row:
    return (key, sentence.index, sentence.start, sentence.end, sentence.block)


def _statement_tables(position: int, statement: Statement) -> Iterator[tuple[str, list[Row]]]:
    key = statement.id
    whole = (key, statement.document_id, position, *_ends(statement.cue))
    yield "statements", [(*whole, statement.force, statement.manner, statement.rule)]
    yield "statement_content", [(key, n, *_ends(span)) for n, span in enumerate(statement.content)]
    yield "statement_sources", [(key, n, *_source_row(link)) for n, link in enumerate(statement.chain)]


def _source_row(link: Source) -> Row:
    return (link.name, link.kind, link.cue, link.text, *_ends(link.span), *_ends(link.shown_by), link.rule)


def _mention_tables(position: int, mention: Mention) -> Iterator[tuple[str, list[Row]]]:
    key = mention.id
    whole = (
        key,
        mention.document_id,
        position,
        mention.statement_id,
        mention.type,
        mention.mode,
        mention.status,
    )
    spans = (int(mention.background), *_ends(mention.span), *_ends(mention.trigger))
    yield "all_mentions", [(*whole, *spans, mention.sentence, mention.rule, mention.confidence)]
    yield "mention_sources", [(key, n, *_source_row(link)) for n, link in enumerate(mention.chain)]
    yield "contexts", [(key, n, context) for n, context in enumerate(mention.contexts)]
    yield "actors", [_actor_row(key, "actor", n, actor) for n, actor in enumerate(mention.actors)]
    yield "actors", [_actor_row(key, "recipient", n, actor) for n, actor in enumerate(mention.recipients)]
    yield from _place_tables(mention)
    yield from _value_tables(mention)
    yield (
        "reasons",
        [(key, n, r.field, *_ends(r.span), r.rule, r.text) for n, r in enumerate(mention.reasons)],
    )
    yield "relations", [(key, n, r.kind, r.mention_id, r.rule) for n, r in enumerate(mention.relations)]


def _actor_row(key: str, role: str, position: int, actor: Actor) -> Row:
    who = (actor.id, actor.country, actor.sector, actor.name, actor.text)
    return (key, role, position, *who, *_ends(actor.span), actor.entity, actor.rule)


def _place_tables(mention: Mention) -> Iterator[tuple[str, list[Row]]]:
    places: list[Row] = []
    countries: list[Row] = []
    for n, place in enumerate(mention.places):
        where = (place.name, place.kind, place.lat, place.lon, place.precision, place.gazetteer, place.text)
        places.append((mention.id, n, *where, *_ends(place.span), place.rule))
        countries += [(mention.id, n, m, country) for m, country in enumerate(place.countries)]
    yield "places", places
    yield "place_countries", countries


def _value_tables(mention: Mention) -> Iterator[tuple[str, list[Row]]]:
    when, quantity = mention.when, mention.quantity
    if when is not None:
        days = (when.edtf, when.start, when.end, when.precision, when.anchor, when.text)
        yield "whens", [(mention.id, *days, *_ends(when.span), when.reason, when.rule)]
    if quantity is not None:
        count = (quantity.text, quantity.low, quantity.best, quantity.high, quantity.unit, quantity.change)
        more = (int(quantity.derived), *_ends(quantity.span), quantity.rule, quantity.currency, quantity.per)
        yield "quantities", [(mention.id, *count, *more)]


def _event_tables(event: Event) -> Iterator[tuple[str, list[Row]]]:
    yield "events", [(event.id, event.type, event.mode, event.start, event.end)]
    yield "event_mentions", [(event.id, n, mention) for n, mention in enumerate(event.mentions)]
    for field in EVENT_VALUES:
        yield "event_values", [(event.id, field, n, value) for n, value in enumerate(getattr(event, field))]
    yield (
        "status_history",
        [(event.id, n, step.status, step.mention_id, step.told) for n, step in enumerate(event.history)],
    )
    yield "tellings", [(event.id, n, one.source, one.reason) for n, one in enumerate(event.tellings)]
    for n, telling in enumerate(event.tellings):
        yield "telling_mentions", [(event.id, n, m, mention) for m, mention in enumerate(telling.mentions)]


def _family_tables(family: CopyFamily) -> Iterator[tuple[str, list[Row]]]:
    yield "families", [(family.id, family.origin)]
    yield "family_reasons", [(family.id, n, text) for n, text in enumerate(family.reasons)]
    yield (
        "family_members",
        [
            (family.id, n, m.document_id, m.relation, m.of, m.share, m.superseded_by)
            for n, m in enumerate(family.members)
        ],
    )
    for n, member in enumerate(family.members):
        yield (
            "member_passages",
            [(family.id, n, m, *_ends(p.first), *_ends(p.second)) for m, p in enumerate(member.passages)],
        )
        yield "member_adds", [(family.id, n, m, *_ends(span)) for m, span in enumerate(member.adds)]
        yield "member_reasons", [(family.id, n, m, text) for m, text in enumerate(member.reasons)]


def _retelling_tables(retellings: Sequence[Retelling]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of retellings, counted document by document."""
    counted: dict[str, int] = {}
    for one in retellings:
        n = counted[one.document_id] = counted.get(one.document_id, -1) + 1
        yield "retellings", [(one.document_id, n, one.outlet, one.of, *_ends(one.span))]
        yield "retelling_reasons", [(one.document_id, n, m, text) for m, text in enumerate(one.reasons)]
