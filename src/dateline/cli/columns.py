"""Columns of the lists: aligned, one line a row, as many as the terminal is wide enough for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from dateline.cli.screen import name_of, one_line, short, status_text
from dateline.model import Actor, Document, Event, Mention, Quantity, Skipped, StatusChange, When
from dateline.store import Recorded

Row = TypeVar("Row")
GAP: Final = 2
LEAST: Final = 12


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its heading, what it shows of a row, and how much room it may take.

    `most` cells are its limit; it is left out where the terminal is narrower than `from_width`.
    """

    heading: str
    cell: Callable[[Row], str | Text]
    most: int = 24
    from_width: int = 0
    right: bool = False


def table_of(console: Console, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Table:
    """Lay rows out; the last column takes the room that is left and is cut there.

    Where too little is left for it, columns that may be left out are, those for the widest terminals first.
    """
    shown = [column for column in columns if console.width >= column.from_width]
    while True:
        cells = [[_text(column.cell(row)) for column in shown] for row in rows]
        widths = [
            min(column.most, max([len(column.heading), *(line[n].cell_len for line in cells)]))
            for n, column in enumerate(shown)
        ]
        room = console.width - GAP * (len(shown) - 1)
        spare = max(shown, key=lambda column: column.from_width)
        if sum(widths[:-1]) + min(widths[-1], LEAST) <= room or not spare.from_width:
            break
        shown.remove(spare)
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0), pad_edge=False)
    for column, width in zip(shown, _fitted(widths, room), strict=True):
        justify: JustifyMethod = "right" if column.right else "left"
        table.add_column(column.heading, width=width, no_wrap=True, overflow="ellipsis", justify=justify)
    for line in cells:
        table.add_row(*line)
    return table


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Make widths fit: first the last column gives way, then always the widest; nothing under LEAST does.

    >>> _fitted([8, 30, 18, 100], 80), _fitted([8, 30, 18, 100], 50)
    ([8, 30, 18, 24], [8, 15, 15, 12])
    """
    fitted = list(widths)
    fitted[-1] = max(min(fitted[-1], room - sum(fitted[:-1])), min(fitted[-1], LEAST))
    while sum(fitted) > room and max(fitted) > LEAST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _text(cell: str | Text) -> Text:
    return cell if isinstance(cell, Text) else Text(one_line(cell, 1000))


def _id(value: str) -> Text:
    return Text(short(value), style="dim")


def what_of(noun: Mention | Event) -> str:
    """Type and mode."""
    return f"{noun.type}/{noun.mode}" if noun.mode else noun.type


def parties_of(mention: Mention) -> str:
    """Codes of who acts and towards whom."""
    return _dyad(_codes(mention.actors), _codes(mention.recipients))


def _codes(parties: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.id for party in parties))


def _dyad(actors: Sequence[str], recipients: Sequence[str]) -> str:
    who, whom = ", ".join(actors) or "–", ", ".join(recipients)
    return f"{who} → {whom}" if whom else who


def day_of(when: When | None) -> str:
    """The day, or the words in quotes where no day is known."""
    if when is None:
        return ""
    return when.edtf or (f"“{one_line(when.text, 20)}”" if when.text else "")


def days_of(start: str | None, end: str | None) -> str:
    """The days of an event as short as they can be said.

    >>> days_of("2014-01-01", "2014-12-31"), days_of("2022-02-01", "2022-02-28"), days_of("2022-01-17", "2022-01-23")
    ('2014', '2022-02', '2022-01-17/23')
    >>> days_of("2021-12-30", None), days_of(None, "2022-01-02"), days_of("2021-12-30", "2022-01-02")
    ('2021-12-30/..', '../2022-01-02', '2021-12-30/2022-01-02')
    """
    first, last = (start or "")[:10], (end or "")[:10]
    if not first or not last:
        return f"{first or '..'}/{last or '..'}" if first or last else ""
    if first == last:
        return first
    if (first[5:], last[5:]) == ("01-01", "12-31"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}/{last[:4]}"
    if first[:7] == last[:7]:
        whole = first[8:] == "01" and last == month_end(first)
        return first[:7] if whole else f"{first}/{last[8:]}"
    return f"{first}/{last}"


def month_end(day: str) -> str:
    """The last day of the month of an ISO day."""
    year, month = int(day[:4]), int(day[5:7])
    return f"{day[:7]}-{monthrange(year, month)[1]:02}"


def how_many(quantity: Quantity | None) -> str:
    """Range and unit, with a sign where it is a change.

    >>> from dateline.model import Span
    >>> how_many(Quantity("more than 50", 50, None, None, "troops", "increase", False, Span(0, 12), "r"))
    '+ ≥ 50 troops'
    """
    if quantity is None:
        return ""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        number = f"“{one_line(quantity.text, 20)}”"
    elif low is None or high is None:
        number = f"≤ {high:,.10g}" if low is None else f"≥ {low:,.10g}"
    else:
        number = f"{low:,.10g}" if low == high else f"{low:,.10g}–{high:,.10g}"
    sign = {"increase": "+ ", "decrease": "− ", "times": "× "}.get(quantity.change, "")
    money = f" {quantity.currency}" if quantity.currency else ""
    return f"{sign}{number} {quantity.unit}{money}"


def _last_source(recorded: Recorded) -> str:
    chain = recorded.mention.chain
    return chain[-1].name if chain else ""


def _published(document: Document) -> str:
    return document.published.written[:16].replace("T", " ") if document.published else "undated"


def _statuses(event: Event) -> Text:
    """Each status once, in the order it was told."""
    return Text(" → ").join(status_text(s) for s in dict.fromkeys(step.status for step in event.history))


WIDE: Final = 100

MENTIONS: Final[tuple[Column[Recorded], ...]] = (
    Column("id", lambda r: _id(r.mention.id)),
    Column("document", lambda r: name_of(r.document.address), 16, WIDE),
    Column("type", lambda r: what_of(r.mention), 18),
    Column("status", lambda r: status_text(r.mention.status, background=r.mention.background)),
    Column("who → whom", lambda r: parties_of(r.mention), 18),
    Column("where", lambda r: ", ".join(p.name for p in r.mention.places), 18, 140),
    Column("when", lambda r: day_of(r.mention.when), 21, 130),
    Column("how many", lambda r: how_many(r.mention.quantity), 22, 140),
    Column("said by", _last_source, 18, WIDE),
    Column("words", lambda r: r.mention.span.of(r.document.text), 1000),
)

UNCERTAIN: Final[tuple[Column[Recorded], ...]] = (
    MENTIONS[0],
    Column("sure", lambda r: f"{r.mention.confidence:.2f}", right=True),
    *MENTIONS[1:],
)

EVENTS: Final[tuple[Column[Event], ...]] = (
    Column("id", lambda e: _id(e.id)),
    Column("when", lambda e: days_of(e.start, e.end)),
    Column("type", what_of, 18),
    Column("who → whom", lambda e: _dyad(e.actors, e.recipients), 28),
    Column("where", lambda e: ", ".join(e.places), 24, WIDE),
    Column("tellings", lambda e: str(len(e.tellings)), right=True),
    Column("mentions", lambda e: str(len(e.mentions)), 8, WIDE, right=True),
    Column("statuses as told", _statuses, 1000),
)

SKIPPED: Final[tuple[Column[Skipped], ...]] = (
    Column("item", lambda s: s.address, 60),
    Column("stage", lambda s: s.stage),
    Column("reason", lambda s: s.reason, 1000),
)


# Of one event: each step of its history with the mention that tells it.
TELLINGS: Final[tuple[Column[tuple[StatusChange, Recorded]], ...]] = (
    Column("told", lambda row: (row[0].told or "undated")[:10]),
    Column("status", lambda row: status_text(row[0].status, background=row[1].mention.background)),
    Column("said by", lambda row: _last_source(row[1]), 20),
    Column("document", lambda row: name_of(row[1].document.address), 20, 90),
    Column("id", lambda row: _id(row[1].mention.id)),
    Column("words", lambda row: row[1].mention.span.of(row[1].document.text), 1000),
)

# Of one document: each mention under the number that stands in its text.
NUMBERED: Final[tuple[Column[tuple[int, Mention]], ...]] = (
    Column("", lambda row: Text(str(row[0]), style="dim"), right=True),
    Column("id", lambda row: _id(row[1].id)),
    Column("type", lambda row: what_of(row[1]), 23),
    Column("status", lambda row: status_text(row[1].status, background=row[1].background)),
    Column("who → whom", lambda row: parties_of(row[1]), 18),
    Column("where", lambda row: ", ".join(place.name for place in row[1].places), 18, 120),
    Column("when", lambda row: day_of(row[1].when), 18, WIDE),
    Column("how many", lambda row: how_many(row[1].quantity), 26, 90),
    Column("said by", lambda row: row[1].chain[-1].name if row[1].chain else "", 1000),
)


def documents(mentions: dict[str, int]) -> tuple[Column[Document], ...]:
    """Columns of documents; `mentions` tells how many each holds."""
    return (
        Column("id", lambda d: _id(d.id)),
        Column("document", lambda d: name_of(d.address)),
        Column("published", _published),
        Column("publisher", lambda d: d.publisher.value if d.publisher else "", 24, WIDE),
        Column("mentions", lambda d: str(mentions.get(d.id, 0)), right=True),
        Column("headline", lambda d: d.headline.value if d.headline else d.text[:200], 1000),
    )
