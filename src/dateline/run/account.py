"""What a record holds, in one line."""

from __future__ import annotations

from dateline.store import Counts


def account(counts: Counts) -> str:
    """The way from files to events, and what is missing on it.

    >>> account(Counts(22, 21, 90, 470, 12, 310, 3, 0, 0, (), 0, 1, (), (), (), True, 0.5))
    '22 files → 21 documents → 470 mentions → 310 events; 12 uncertain, 3 undated, 1 skipped'
    """
    way = (
        count(counts.files, "file"),
        count(counts.documents, "document"),
        count(counts.mentions, "mention"),
        count(counts.events, "event"),
    )
    apart = f"{counts.uncertain:,} uncertain, {counts.undated:,} undated, {counts.skipped:,} skipped"
    return f"{' → '.join(way)}; {apart}"


def count(number: int, noun: str) -> str:
    """A number and its noun.

    >>> count(1, "file"), count(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
