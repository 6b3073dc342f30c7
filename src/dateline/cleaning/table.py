"""What cleaning knows, from tables: furniture cues, zones, month names, outlets.

`Furniture.load()` reads `furniture.csv`, `zones.csv`, `months.csv`, `outlets.csv`, `wires.csv` and `not_places.csv`
of `tables/` and checks each row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from typing import Final

from dateline.cleaning.trees import COLUMNS as TREE_COLUMNS
from dateline.cleaning.trees import Trees, read_trees
from dateline.errors import TableError

WHERES: Final = ("whole", "start", "end", "any", "heading", "foot")
LONGEST: Final = 60  # blanks; a line of more words is a paragraph, whatever stands in it
INSIDE: Final = ("any", "end")  # where the words of a cue may stand anywhere
KNOWN: Final = 20_000  # lines whose cue is kept
SHORT: Final = 200  # characters; no heading and no line of buttons is longer
PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "\u202f": " "})
SUMMERS: Final = ("", "eu", "us")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show a line to be furniture: its kind, where they stand, and an example of either side.

    `heading` cues are whole lines that open a run of furniture; `foot` cues are whole lines that count only
    at the end of a report, as notes on its author do. One of its `keys` stands in every line that a cue with keys
    can take, so that the pattern need not be tried on others.
    """

    kind: str
    where: str
    words: str
    keys: tuple[str, ...]
    example: str
    counterexample: str
    pattern: re.Pattern[str]
    row: str = "a cue"  # file and line: a reason names the row, never the words it set aside

    def may_stand_in(self, folded: str) -> bool:
        """Tell whether the pattern is worth trying on a `plain` line without capitals."""
        for key in self.keys:  # a plain loop: this is asked of every line for every cue
            if key in folded:
                return True
        return not self.keys

    def stands_in(self, straight: str) -> bool:
        """Tell whether the words stand in a `plain` line, where the cue wants them."""
        look = self.pattern.search if self.where in INSIDE else self.pattern.match
        return look(straight) is not None


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone's offset from UTC; `summer` and `rule` where one name covers both halves of the year."""

    name: str
    offset: timedelta | None
    summer: timedelta | None
    rule: str
    month_first: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How dates are written: months of several languages, zones by name."""

    months: dict[str, int] = field(default_factory=dict)
    zones: dict[str, Zone] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> Knowledge:
        """No names at all: only numbers are read."""
        return cls()

    def month(self, name: str) -> int | None:
        """The number of a month's name or abbreviation.

        >>> Knowledge({"jan": 1}).month("Jan.")
        1
        """
        return self.months.get(name.casefold().rstrip("."))

    def knows_zone(self, name: str) -> bool:
        """Tell whether the name stands for a zone."""
        return name.casefold() in self.zones

    def month_first(self, name: str | None) -> bool:
        """Tell whether people in this zone write the month before the day."""
        zone = self.zones.get((name or "").casefold())
        return zone is not None and zone.month_first

    def offset(self, name: str, day: date) -> timedelta | None:
        """The offset of a zone on a day: of a name in the table, or of "GMT+10"; None where it is not certain."""
        zone = self.zones.get(name.casefold())
        if zone is not None:
            return zone.summer if zone.summer is not None and is_summer(day, zone.rule) else zone.offset
        match = re.fullmatch(r"(?i)(?:utc|gmt)?\s*([+\-−])\s?(\d\d?)(?::?(\d\d))?", name)
        if match is None or int(match[2]) > 14:
            return None
        size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return size if match[1] == "+" else -size


def is_summer(day: date, rule: str) -> bool:
    """Tell whether clocks are forward on a day: European rule since 1996, United States rule since 2007.

    >>> is_summer(date(2022, 7, 1), "eu"), is_summer(date(2022, 11, 20), "us")
    (True, False)
    """
    if rule == "eu":
        return _sunday(day.year, 3, -1) <= day < _sunday(day.year, 10, -1)
    return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)


def _sunday(year: int, month: int, nth: int) -> date:
    if nth < 0:
        last = date(year, month, 31)
        return last - timedelta(days=(last.weekday() + 1) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that the cleaning stage knows about furniture, dates and outlets."""

    cues: tuple[Cue, ...]
    knowledge: Knowledge
    outlets: dict[str, str]  # folded name or variant → name
    not_places: frozenset[str]
    # Answers given: a line is asked about several times, and sites repeat theirs on every page.
    opening: re.Pattern[str] | None = None  # any cue at the start of a line: a gate before all of those
    inside: tuple[Cue, ...] = ()  # the cues behind no gate
    trees: Trees | None = None  # the trained line model, of plain text
    known: dict[tuple[str, bool], Cue | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, *, trained: bool = True) -> Furniture:
        """Read the tables of the package; without the line model where `trained` is false.

        Raises TableError at the first row that cannot be read.
        """
        cues = _cues()
        tables = (Knowledge(_months(), _zones()), _outlets(), _not_places())
        return cls(cues, *tables, opening_of(cues), _inside(cues), _trees() if trained else None)

    def cue(self, text: str, *, at_foot: bool = False) -> Cue | None:
        """The first cue that shows the line to be furniture, in the order of the table; headings first."""
        if text.count(" ") > LONGEST:
            return None
        asked = (text, at_foot)
        if asked not in self.known:
            if len(self.known) >= KNOWN:
                self.known.clear()
            self.known[asked] = self._cue(text, at_foot)
        return self.known[asked]

    def _cue(self, text: str, at_foot: bool) -> Cue | None:
        straight = plain(text)
        folded = straight.casefold()
        found = None
        opens = self.opening is None or self.opening.match(straight) is not None
        for cue in self.cues if opens else self.inside:
            if (cue.where == "foot" and not at_foot) or (
                cue.where in ("whole", "heading") and len(text) > SHORT
            ):
                continue
            if cue.may_stand_in(folded) and cue.stands_in(straight):
                if cue.where == "heading":
                    return cue
                found = found or cue
        return found

    def outlet(self, name: str) -> str | None:
        """The outlet that a name or variant stands for.

        >>> Furniture((), Knowledge(), {"agence france-presse": "AFP"}, frozenset()).outlet("Agence France-Presse")
        'AFP'
        """
        folded = " ".join(name.casefold().split())
        return self.outlets.get(folded) or self.outlets.get(folded.removeprefix("the "))


def rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of a table of the package with their line numbers; the columns must be these."""
    text = files("dateline.tables").joinpath(name).read_text(encoding="utf-8")
    table = csv.DictReader(text.splitlines(keepends=True))
    if tuple(table.fieldnames or ()) != columns:
        raise TableError(name, 1, f"columns must be {', '.join(columns)}")
    for row in table:
        if None in row or None in row.values():
            raise TableError(name, table.line_num, f"needs {len(columns)} values")
        yield table.line_num, row


def _cues() -> tuple[Cue, ...]:
    found = []
    for line, row in rows("furniture.csv", ("kind", "where", "words", "keys", "example", "counterexample")):
        if row["where"] not in WHERES:
            raise TableError(
                "furniture.csv", line, f'unknown place "{row["where"]}"; known: {", ".join(WHERES)}'
            )
        try:
            pattern = compile_cue(row["where"], row["words"])
        except re.error as error:
            raise TableError("furniture.csv", line, f"not a pattern: {error}") from error
        keys = tuple(row["keys"].split("|")) if row["keys"] else ()
        told = (row["kind"], row["where"], row["words"], keys, row["example"], row["counterexample"])
        cue = Cue(*told, pattern, f"furniture.csv:{line}")
        if not cue.may_stand_in(plain(cue.example).casefold()):
            raise TableError(
                "furniture.csv", line, f'no key of the cue stands in its example "{cue.example}"'
            )
        found.append(cue)
    return tuple(found)


def compile_cue(where: str, words: str) -> re.Pattern[str]:
    """Make the pattern of a cue; letters stand for both cases. `Cue.stands_in` applies it."""
    body = rf"(?:{words})"
    shapes = {
        "whole": rf"\W*{body}\W*\Z",
        "heading": rf"\W*{body}\W*\Z",
        "foot": rf"\W*{body}\W*\Z",
        "start": rf"\W*{body}",
        "end": rf"{body}\W*\Z",
        "any": body,
    }
    return re.compile(shapes[where], re.IGNORECASE | re.DOTALL)


def _inside(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    return tuple(cue for cue in cues if cue.where in INSIDE)


def _trees() -> Trees:
    return read_trees(list(rows("line_trees.csv", TREE_COLUMNS)), "line_trees.csv")


def opening_of(cues: Sequence[Cue]) -> re.Pattern[str] | None:
    """One pattern for the starts of all lines that a cue at the start of a line may take."""
    words = "|".join(f"(?:{cue.words})" for cue in cues if cue.where not in INSIDE)
    return re.compile(rf"\W*(?:{words})", re.IGNORECASE | re.DOTALL) if words else None


def plain(text: str) -> str:
    """The text with straight quotes and plain blanks, which the cues are written in; as long as before."""
    return text.translate(PLAIN)


def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for line, row in rows("months.csv", ("language", "name", "month")):
        if not row["month"].isdigit() or not 1 <= int(row["month"]) <= 12:
            raise TableError("months.csv", line, f'no month: "{row["month"]}"')
        if months.setdefault(row["name"].casefold(), int(row["month"])) != int(row["month"]):
            raise TableError("months.csv", line, f'"{row["name"]}" stands for two months')
    return months


def _zones() -> dict[str, Zone]:
    zones = {}
    for line, row in rows("zones.csv", ("name", "offset", "summer", "rule", "month_first", "note")):
        if row["rule"] not in SUMMERS:
            raise TableError("zones.csv", line, f'unknown rule "{row["rule"]}"')
        if row["name"].casefold() in zones:
            raise TableError("zones.csv", line, f'"{row["name"]}" stands twice')
        zones[row["name"].casefold()] = Zone(
            row["name"],
            _read_offset(row["offset"], line),
            _read_offset(row["summer"], line),
            row["rule"],
            row["month_first"] == "yes",
        )
    return zones


def _read_offset(written: str, line: int) -> timedelta | None:
    if not written:
        return None
    match = re.fullmatch(r"([+-])(\d\d):(\d\d)", written)
    if match is None:
        raise TableError("zones.csv", line, f'no offset: "{written}"; write +02:00')
    size = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return size if match[1] == "+" else -size


def _outlets() -> dict[str, str]:
    """Every name of an outlet, folded, with the name to write; `wires.csv` adds what stands in credit lines only."""
    outlets: dict[str, str] = {}
    for line, row in rows("outlets.csv", ("name", "aliases", "country", "kind")):
        for name in (row["name"], *row["aliases"].split("|")):
            _add_outlet(outlets, name, row["name"], "outlets.csv", line)
    for line, row in rows("wires.csv", ("name", "variant")):
        _add_outlet(outlets, row["variant"] or row["name"], row["name"], "wires.csv", line)
    return outlets


def _add_outlet(outlets: dict[str, str], written: str, name: str, table: str, line: int) -> None:
    if written and outlets.setdefault(written.casefold(), name) != name:
        raise TableError(table, line, f'"{written}" stands for two outlets')


def _not_places() -> frozenset[str]:
    """Words in capitals that open a paragraph like a dateline and are none."""
    return frozenset(row["word"].casefold() for _, row in rows("not_places.csv", ("word",)))
