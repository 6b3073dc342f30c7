"""The outlines of a record's items: from which site each is, a mark of every line, and which lines are repeated.

They stand beside the items, so that a later run knows the lines of earlier ones without reading those again.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.model import SourceItem
from dateline.store.load import load_item
from dateline.store.opening import transaction

MOST: Final = 10_000  # pages of one site that are compared at a time: some 100 MB


@dataclass(frozen=True, slots=True)
class Outlined:
    """One item's outline as it is kept. `beside` is what told its site, `kit` what cut its lines."""

    item_id: str
    site: str
    beside: str
    kit: str
    marks: tuple[int, ...]


class Outlines:
    """The outlines of a record that is being written."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def has(self, item_id: str, beside: str, kit: str) -> bool:
        """Tell whether the very outline is there already."""
        sql = "SELECT 1 FROM outlines WHERE item_id = ? AND beside = ? AND kit = ?"
        return self._connection.execute(sql, (item_id, beside, kit)).fetchone() is not None

    def add(self, outlines: Iterable[Outlined]) -> None:
        """Keep outlines, each in place of an earlier one of its item; which lines are repeated is found later."""
        sql = "INSERT OR REPLACE INTO outlines VALUES (?, ?, ?, ?, ?, '')"
        rows = [(one.item_id, one.site, one.beside, one.kit, _packed(one.marks)) for one in outlines]
        with transaction(self._connection, self._path):
            self._connection.executemany(sql, rows)

    def pages(self, site: str) -> Iterator[list[tuple[str, tuple[int, ...]]]]:
        """The items of a site with their marks, in order of id, as many at a time as can be compared."""
        sql = "SELECT item_id, marks FROM outlines WHERE site = ? AND item_id > ? ORDER BY item_id LIMIT ?"
        last = ""
        while rows := self._connection.execute(sql, (site, last, MOST)).fetchall():
            yield [(row["item_id"], _unpacked(row["marks"])) for row in rows]
            last = rows[-1]["item_id"]

    def set_repeated(self, found: Sequence[tuple[str, str]]) -> None:
        """Keep which lines of items are repeated: pairs of an item's id and the value for its metadata."""
        with transaction(self._connection, self._path):
            sql = "UPDATE outlines SET repeated = ?2 WHERE item_id = ?1 AND repeated <> ?2"
            self._connection.executemany(sql, found)

    def repeated(self, item_id: str) -> str:
        """The value for an item's metadata; empty where it shares no line."""
        row = self._connection.execute(
            "SELECT repeated FROM outlines WHERE item_id = ?", (item_id,)
        ).fetchone()
        return "" if row is None else str(row["repeated"])

    def outdated(self, kit: str) -> Iterator[SourceItem]:
        """The items whose documents were read with other repeated lines than are known now."""
        sql = (
            "SELECT o.item_id FROM outlines AS o JOIN documents AS d USING (item_id)"
            " LEFT JOIN item_metadata AS m ON m.item_id = o.item_id AND m.name = 'repeated'"
            " WHERE o.kit = ? AND d.kit = o.kit AND coalesce(m.value, '') <> o.repeated ORDER BY o.item_id"
        )
        for row in self._connection.execute(sql, (kit,)).fetchall():
            item = load_item(self._connection, row["item_id"])
            assert item is not None
            yield item


def _packed(marks: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(marks)}Q", *marks)


def _unpacked(blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(blob) // 8}Q", blob)
