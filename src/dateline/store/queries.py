"""Questions to a record. Everything that only looks goes through `Record`, which cannot write."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self, TypeVar

from dateline.errors import RecordError
from dateline.model import (
    CopyFamily,
    Document,
    Event,
    Mention,
    Retelling,
    Sentence,
    Skipped,
    SourceItem,
    Statement,
)
from dateline.store.filters import Filter, all_of, ask_days, ask_documents, ask_mentions
from dateline.store.load import (
    Mentions,
    load_documents,
    load_events,
    load_families,
    load_item,
    load_mentions,
    load_retellings,
    load_sentences,
    load_skipped,
    load_statements,
)
from dateline.store.opening import connect_to_read, explained

T = TypeVar("T")
Noun = Literal["document", "mention", "event", "statement"]
TABLES: Final[dict[Noun, str]] = {
    "document": "documents",
    "mention": "all_mentions",
    "event": "events",
    "statement": "statements",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A mention with the document it stands in, its sentence, and the event it was merged into."""

    mention: Mention
    document: Document
    sentence: Sentence | None
    event_id: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, for the one-line account and the summary."""

    files: int
    documents: int
    statements: int
    mentions: int
    uncertain: int  # mentions less sure than the threshold, kept apart
    events: int
    undated: int
    copies: int  # documents that carry the text of another
    conflicting: int  # documents that what came beside them, or their own markup, contradicts
    conflicts: tuple[tuple[str, str, int], ...]  # field, where the other value stood, documents
    synthetic: int
    skipped: int
    languages: tuple[tuple[str, int], ...]
    by_type: tuple[tuple[str, str, int], ...]  # type, status, mentions
    skipped_reasons: tuple[tuple[str, str, int], ...]  # stage, reason, items
    is_merged: bool  # False after a run that did not come to its end
    threshold: float


@dataclass(frozen=True, slots=True)
class RunNote:
    """One run as the record keeps it."""

    started: str
    finished: str | None
    version: str
    model: str
    tables: str


@dataclass(slots=True)
class Record:
    """A record opened to look into. Use as a context manager; get one from `open_record`."""

    path: Path
    _connection: sqlite3.Connection = field(repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            with explained(self.path):
                raise error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # Nouns by id

    def find(self, key: str) -> list[tuple[Noun, str]]:
        """What the key may mean: the start of an id, with or without its noun, or the name of a document's file."""
        found: list[tuple[Noun, str]] = []
        for noun, table in TABLES.items():
            sql = f"SELECT id FROM {table} WHERE id GLOB ? OR id GLOB ? ORDER BY id"
            begins = f"{_plain(key)}*"
            found += [(noun, row[0]) for row in self._ask(sql, begins, f"*-{begins}")]
        if not found:
            found = [("document", id) for id in self._documents_named(key)]
        return found

    def _documents_named(self, key: str) -> list[str]:
        """Documents whose address is the key, or else whose file name starts with it."""
        rows = self._ask("SELECT id, address FROM documents ORDER BY address, id").fetchall()
        whole = [row["id"] for row in rows if row["address"] == key]
        return whole or [row["id"] for row in rows if re.split(r"[/\\]", row["address"])[-1].startswith(key)]

    def document(self, id: str) -> Document:
        """The document of this id."""
        return _only(load_documents(self._connection, "d.id = ?", (id,)), id)

    def mention(self, id: str) -> Recorded:
        """The mention of this id, with its document and event."""
        found = load_mentions(self._connection, "m.id = ?", (id,), among="all_mentions")
        return _only(self._recorded(found), id)

    def event(self, id: str) -> Event:
        """The event of this id."""
        return _only(load_events(self._connection, "e.id = ?", (id,)), id)

    def statement(self, id: str) -> Statement:
        """The statement of this id."""
        return _only(load_statements(self._connection, "s.id = ?", (id,)), id)

    def item(self, id: str) -> SourceItem:
        """The source item of this id, bytes and all."""
        found = load_item(self._connection, id)
        if found is None:
            raise RecordError(f"{self.path} holds no source item {id}")
        return found

    def metadata(self, item_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The format of an item and what came beside its bytes."""
        row = self._ask("SELECT format FROM items WHERE id = ?", item_id).fetchone()
        sql = "SELECT name, value FROM item_metadata WHERE item_id = ? ORDER BY position"
        return row[0], tuple((name, value) for name, value in self._ask(sql, item_id))

    def also_at(self, item_id: str) -> tuple[str, ...]:
        """Other addresses at which the very same bytes were found."""
        return tuple(
            r[0] for r in self._ask("SELECT address FROM also_at WHERE item_id = ? ORDER BY 1", item_id)
        )

    def family(self, document_id: str) -> CopyFamily | None:
        """The copy family of a document; None where no other document carries its text."""
        condition = "f.id = (SELECT x.family_id FROM family_members AS x WHERE x.document_id = ?)"
        return next(load_families(self._connection, condition, (document_id,)), None)

    def retellings(self, document_id: str) -> tuple[Retelling, ...]:
        """What the document tells after other outlets."""
        return tuple(load_retellings(self._connection, "r.document_id = ?", (document_id,)))

    def retold_by(self, document_id: str) -> tuple[Retelling, ...]:
        """Who tells what this document told before."""
        return tuple(load_retellings(self._connection, 'r."of" = ?', (document_id,)))

    def families(self) -> Iterator[CopyFamily]:
        """Every copy family."""
        return load_families(self._connection)

    def sentences(self, document_id: str) -> tuple[Sentence, ...]:
        """The bounds of the sentences of a document."""
        return load_sentences(self._connection, document_id)

    # Nouns by what they say

    def documents(self, wanted: Filter | None = None, limit: int | None = None) -> Iterator[Document]:
        """Documents by address; days mean the day of publication."""
        wanted = wanted or Filter()
        conditions, values = ask_documents(wanted)
        about, about_values = ask_mentions(wanted)
        if about:
            conditions.append(
                f"d.id IN (SELECT m.document_id FROM mentions AS m WHERE {' AND '.join(about)})"
            )
            values += about_values
        day = "substr(coalesce(d.published_utc, d.published), 1, 10)"
        ask_days(conditions, values, wanted, day, day)
        ids = self._ids(
            f"SELECT d.id FROM documents AS d WHERE {all_of(conditions)} ORDER BY d.address, d.id",
            values,
            limit,
        )
        for id in ids:
            yield self.document(id)

    def mentions(self, wanted: Filter | None = None, limit: int | None = None) -> Iterator[Recorded]:
        """Mentions in order of document and text; days mean the day of the deed."""
        return self._mentions("mentions", wanted or Filter(), limit)

    def uncertain(self, wanted: Filter | None = None, limit: int | None = None) -> Iterator[Recorded]:
        """Mentions that are less sure than the threshold, as `mentions` gives the others."""
        return self._mentions("uncertain", wanted or Filter(), limit)

    def _mentions(self, among: Mentions, wanted: Filter, limit: int | None) -> Iterator[Recorded]:
        conditions, values = ask_mentions(wanted)
        about, about_values = ask_documents(wanted)
        conditions += about
        values += about_values
        if wanted.start or wanted.end:
            days, day_values = ["w.mention_id = m.id"], list[object]()
            ask_days(days, day_values, wanted, "w.first", "w.last")
            conditions.append(f"EXISTS (SELECT 1 FROM whens AS w WHERE {all_of(days)})")
            values += day_values
        sql = (
            f"SELECT m.id, m.document_id FROM {among} AS m JOIN documents AS d ON d.id = m.document_id"
            f' WHERE {all_of(conditions)} ORDER BY d.address, d.id, m.start, m."end", m.type, m.id LIMIT ?'
        )
        batch: list[str] = []
        current = None
        for row in self._ask(sql, *values, -1 if limit is None else limit).fetchall():
            if row["document_id"] != current and batch:
                yield from self._batch(batch)
                batch = []
            current = row["document_id"]
            batch.append(row["id"])
        if batch:
            yield from self._batch(batch)

    def _batch(self, ids: list[str]) -> Iterator[Recorded]:
        """The mentions of one document, in the order asked for."""
        chosen = load_mentions(
            self._connection,
            "m.id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
            among="all_mentions",
        )
        by_id = {mention.id: mention for mention in chosen}
        yield from self._recorded(iter([by_id[id] for id in ids]))

    def _recorded(self, mentions: Iterator[Mention]) -> Iterator[Recorded]:
        """Put each mention beside its document; mentions come document by document."""
        document: Document | None = None
        sentences: dict[int, Sentence] = {}
        for mention in mentions:
            if document is None or document.id != mention.document_id:
                document = self.document(mention.document_id)
                sentences = {one.index: one for one in self.sentences(document.id)}
            row = self._ask("SELECT event_id FROM event_mentions WHERE mention_id = ?", mention.id).fetchone()
            yield Recorded(mention, document, sentences.get(mention.sentence), row[0] if row else None)

    def events(self, wanted: Filter | None = None, limit: int | None = None) -> Iterator[Event]:
        """Events by day, undated ones last; one of their mentions must meet the filter, the days are the event's."""
        wanted = wanted or Filter()
        about, values = ask_mentions(wanted)
        more, more_values = ask_documents(wanted)
        conditions = []
        if about or more:
            values += more_values
            conditions.append(
                "e.id IN (SELECT x.event_id FROM event_mentions AS x JOIN mentions AS m ON m.id = x.mention_id"
                f" JOIN documents AS d ON d.id = m.document_id WHERE {all_of(about + more)})"
            )
        ask_days(conditions, values, wanted, "e.start", 'e."end"')
        order = 'coalesce(e.start, e."end") IS NULL, coalesce(e.start, e."end"), e.type, e.id'
        ids = self._ids(
            f"SELECT e.id FROM events AS e WHERE {all_of(conditions)} ORDER BY {order}", values, limit
        )
        for start in range(0, len(ids), 200):
            batch = json.dumps(ids[start : start + 200])
            yield from load_events(self._connection, "e.id IN (SELECT value FROM json_each(?))", (batch,))

    def statements(self, document_id: str) -> Iterator[Statement]:
        """The statements of a document, in its order."""
        return load_statements(self._connection, "s.document_id = ?", (document_id,))

    def skipped(self, address: str = "", limit: int | None = None) -> Iterator[Skipped]:
        """What was not read; `address` is a part of it."""
        kept = (one for one in load_skipped(self._connection) if address in one.address)
        for number, one in enumerate(kept):
            if number == limit:
                return
            yield one

    def synthetic_documents(self) -> frozenset[str]:
        """The ids of the documents that are made up."""
        return frozenset(row[0] for row in self._ask("SELECT id FROM documents WHERE synthetic"))

    def mention_counts(self, noun: Literal["document", "event"]) -> dict[str, int]:
        """How many mentions each document or event holds; one without is not listed."""
        table = "mentions" if noun == "document" else "event_mentions"
        return {row[0]: row[1] for row in self._ask(f"SELECT {noun}_id, count(*) FROM {table} GROUP BY 1")}

    # Sums

    def counts(self) -> Counts:
        """Count everything once."""

        def one(sql: str) -> int:
            number: int = self._ask(sql).fetchone()[0]
            return number

        unread = one("SELECT count(*) FROM skipped WHERE address NOT IN (SELECT address FROM items)")
        return Counts(
            files=one("SELECT count(*) FROM items") + one("SELECT count(*) FROM also_at") + unread,
            documents=one("SELECT count(*) FROM documents"),
            statements=one("SELECT count(*) FROM statements"),
            mentions=one("SELECT count(*) FROM mentions"),
            uncertain=one("SELECT count(*) FROM uncertain"),
            events=one("SELECT count(*) FROM events"),
            undated=one("SELECT count(*) FROM documents WHERE published IS NULL"),
            copies=one("SELECT count(*) FROM family_members") - one("SELECT count(*) FROM families"),
            conflicting=one("SELECT count(DISTINCT document_id) FROM conflicts"),
            conflicts=self._counted(
                "SELECT field, origin, count(DISTINCT document_id) FROM conflicts GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
            ),
            synthetic=one("SELECT count(*) FROM documents WHERE synthetic"),
            skipped=one("SELECT count(*) FROM skipped"),
            languages=self._counted("SELECT language, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"),
            by_type=self._counted("SELECT type, status, count(*) FROM mentions GROUP BY 1, 2 ORDER BY 1, 2"),
            skipped_reasons=self._counted(
                "SELECT stage, reason, count(*) FROM skipped GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
            ),
            is_merged=one(
                "SELECT count(*) FROM mentions WHERE id NOT IN (SELECT mention_id FROM event_mentions)"
            )
            == 0,
            threshold=self._ask("SELECT confidence FROM threshold").fetchone()[0],
        )

    def runs(self) -> tuple[RunNote, ...]:
        """Every run, first to last."""
        rows = self._ask("SELECT * FROM runs ORDER BY id")
        return tuple(
            RunNote(r["started"], r["finished"], r["version"], r["model"], r["tables"]) for r in rows
        )

    def _counted(self, sql: str) -> tuple[tuple[Any, ...], ...]:
        return tuple(tuple(row) for row in self._ask(sql))

    def _ids(self, sql: str, values: list[object], limit: int | None) -> list[str]:
        return [row[0] for row in self._ask(f"{sql} LIMIT ?", *values, -1 if limit is None else limit)]

    def _ask(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)


def open_record(path: Path | str) -> Record:
    """Open a record to look into it; nothing can be changed through what comes back.

    Raises RecordError where the file is missing, no record, or of another schema.
    """
    path = Path(path)
    return Record(path, connect_to_read(path))


def _only(found: Iterator[T], id: str) -> T:
    for one in found:
        return one
    raise RecordError(f"the record holds no {id}")


def _plain(key: str) -> str:
    """Take the special meaning of GLOB's marks away."""
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in key)
