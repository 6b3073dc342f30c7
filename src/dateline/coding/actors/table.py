"""What is known of actors: names and what they may stand for, nouns of agents, leaders.

The rows come from `src/dateline/tables`; its README tells sources, licences and columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Final, Literal, get_args

from dateline.errors import TableError
from dateline.parsing.names import NameIndex, fold, words_of

Sense = Literal[
    "country", "adjective", "people", "capital", "seat", "body", "force", "party",
    "organisation", "unit", "armed-group", "group", "leader", "outlet",
]  # fmt: skip
_SENSES: Final = get_args(Sense)

SECTORS: Final = frozenset(
    "GOV MIL COP SPY JUD LEG REB UAF CVL REF CRM BUS MED OPP PTY LAB HLH NGO REL EDU IGO ELI".split()
)
# Who acts for the state itself: these carry the country's code alone.
STATE_SECTORS: Final = frozenset("GOV MIL COP SPY JUD LEG".split())

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "given_names.csv": ("name", "gender"),
    "countries.csv": (
        "code", "name", "aliases", "adjectives", "people", "capital", "seats", "since", "until",
    ),
    "bodies.csv": ("name", "aliases", "country", "sector", "sense", "shared"),
    "organisations.csv": ("code", "name", "aliases", "sector", "sense"),
    "units.csv": ("code", "name", "aliases", "owners", "sector", "since", "until"),
    "armed_groups.csv": ("code", "name", "aliases", "countries", "sector", "context", "since", "until"),
    "groups.csv": ("name", "aliases", "members", "stays"),
    "leaders.csv": ("name", "aliases", "country", "office", "sector", "since", "until", "source"),
    "agents.csv": ("noun", "sector", "sense"),
    "outlets.csv": ("name", "aliases", "country", "kind"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """One thing a name may stand for, with the row that says so.

    `codes` are the actors it gives: one for most, every member for a group. `owners` are the countries
    or organisations an armed group or a unit belongs to; `context` lists countries and words one of which
    the document must hold before a name of several meanings is read so.
    """

    name: str
    sense: Sense
    codes: tuple[str, ...]
    country: str | None
    sector: str
    entity: str | None
    rule: str
    since: str = ""
    until: str = ""
    owners: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    office: str = ""

    def holds_on(self, day: str | None) -> bool:
        """Tell whether the row holds on a day; without a day every row may."""
        return day is None or (
            self.since <= day and (not self.until or day <= self.until[:10] or self.until in day)
        )


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun for those who act: "troops", "officials", "rebels"."""

    noun: str
    sector: str
    sense: str  # body, force, person, people, group, hackers, thing


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All that is known of actors before a document is read."""

    names: NameIndex[Known]
    leaders: Mapping[str, tuple[Known, ...]]  # by folded last word of the name
    agents: Mapping[str, Agent]
    countries: Mapping[str, str]  # code → name
    given_names: frozenset[str]  # folded: alone they name nobody for certain
    rows: tuple[Known, ...] = field(repr=False)

    @classmethod
    def load(cls, *more: Path) -> ActorTable:
        """Read the tables of the package and files of the user's own with the columns of one of them."""
        return load_actors(*more)

    def agent(self, words: tuple[str, ...]) -> Agent | None:
        """The longest agent noun that ends a phrase of folded words."""
        for start in range(len(words)):
            found = self.agents.get(" ".join(words[start:]))
            if found is not None:
                return found
        return None


def load_actors(*more: Path) -> ActorTable:
    """Load and check every actor table; raises TableError with file, line and reason.

    Each file in `more` adds rows to the table whose columns it has.
    """
    folder = files("dateline") / "tables"
    countries = {row["code"]: row["name"] for _, row in _read(folder / "countries.csv", "countries.csv")}
    named: list[tuple[str, Known]] = []
    leaders: dict[str, list[Known]] = {}
    own = [(path, _table_of(path)) for path in more]
    for file, table in (*((folder / name, name) for name in _READERS), *own):
        for line, row in _read(file, table):
            _check(row, file.name, line, countries, leaders=table == "leaders.csv")
            for name, known in _READERS[table](row, f"{file.name}:{line}", countries):
                named.append((name, known))
                if known.sense == "leader":
                    listed = leaders.setdefault(fold(words_of(name)[-1]), [])
                    if known not in listed:
                        listed.append(known)
    agents = {}
    for line, row in _read(folder / "agents.csv", "agents.csv"):
        if row["sector"] not in SECTORS:
            raise TableError(
                "agents.csv", line, f"unknown sector {row['sector']!r}; known: {', '.join(sorted(SECTORS))}"
            )
        agents[fold(row["noun"])] = Agent(row["noun"], row["sector"], row["sense"])
    rows = tuple(dict.fromkeys(known for _, known in named))
    by_surname = {key: tuple(known) for key, known in leaders.items()}
    given = frozenset(fold(row["name"]) for _, row in _read(folder / "given_names.csv", "given_names.csv"))
    return ActorTable(NameIndex(named), by_surname, agents, countries, given, rows)


def _read(path: Traversable | Path, columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    with _opened(path) as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != _COLUMNS[columns]:
            raise TableError(path.name, 1, f"the columns must be {', '.join(_COLUMNS[columns])}")
        try:
            for row in reader:
                if None in row or None in row.values():
                    raise TableError(path.name, reader.line_num, "the row has too many or too few columns")
                yield reader.line_num, row
        except csv.Error as error:
            raise TableError(path.name, reader.line_num + 1, f"is not CSV: {error}") from error


@contextmanager
def _opened(path: Traversable | Path) -> Iterator[IO[str]]:
    """Open a table; a mark of byte order, as spreadsheets write it, is passed over."""
    try:
        with path.open("r", encoding="utf-8-sig") as lines:
            yield lines
    except OSError as error:
        raise TableError(str(path), 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TableError(path.name, 1, "is not UTF-8 text; save it as CSV in UTF-8") from error


def _table_of(path: Path) -> str:
    """The table of the package whose columns a file of the user's has."""
    with _opened(path) as lines:
        columns = tuple(next(csv.reader(lines), ()))
    for name in _READERS:
        if _COLUMNS[name] == columns:
            return name
    nearest = max(_READERS, key=lambda name: len({*_COLUMNS[name]} & {*columns}))
    raise TableError(
        path.name,
        1,
        f"the columns are those of no table of actors; nearest is {nearest}: {','.join(_COLUMNS[nearest])}",
    )


def _check(
    row: Mapping[str, str], file: str, line: int, countries: Mapping[str, str], *, leaders: bool
) -> None:
    """Check one row; raises TableError."""
    for column in ("code", "name"):
        if not words_of(row.get(column, "named")):
            raise TableError(file, line, f"the {column} is empty")
    if "shared" in row and row["sense"] not in _SENSES:  # organisations have kinds of their own there
        raise TableError(file, line, f"unknown sense {row['sense']!r}; known: {', '.join(_SENSES)}")
    for column in ("since", "until"):
        if not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row.get(column, "")):
            raise TableError(file, line, f"{column} is {row[column]!r}; write 2022-01-24, 2022-01 or 2022")
    if "sector" in row and row["sector"] not in SECTORS:
        raise TableError(file, line, f"unknown sector {row['sector']!r}; known: {', '.join(sorted(SECTORS))}")
    for column in ("country", "countries", "members"):
        for code in row.get(column, "").split():
            if code not in countries and not (column == "country" and leaders):
                raise TableError(file, line, f"unknown country {code!r} in {column}; see countries.csv")
    if row.get("since") and row.get("until") and row["since"] > row["until"]:
        raise TableError(file, line, f"ends ({row['until']}) before it begins ({row['since']})")


def _split(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def _country(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    code = row["code"]

    def known(sense: Sense) -> Known:
        return Known(row["name"], sense, (code,), code, "GOV", code, rule, row["since"], "")

    for name in (row["name"], *_split(row["aliases"])):
        yield name, known("country")
    for name in _split(row["adjectives"]):
        yield name, known("adjective")
    people = _split(row["people"]) or [form for a in _split(row["adjectives"]) for form in (a, a + "s")]
    for name in people:
        yield name, known("people")
    seat = known("capital")
    if row["until"]:  # Moscow speaks for the Soviet Union in its time, where the document names it
        seat = replace(seat, until=row["until"], context=(code,))
    for name in (row["capital"], *_split(row["seats"])):
        if name:
            yield name, seat


def _body(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    sense: Sense = row["sense"]  # type: ignore[assignment]
    sector = row["sector"]
    code = row["country"] if sector in STATE_SECTORS else f"{row['country']}/{sector}"
    context = (row["country"],) if row["shared"] else ()
    known = Known(row["name"], sense, (code,), row["country"], sector, row["name"], rule, context=context)
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


def _organisation(
    row: dict[str, str], rule: str, countries: Mapping[str, str]
) -> Iterator[tuple[str, Known]]:
    known = Known(row["name"], "organisation", (row["code"],), None, row["sector"], row["code"], rule)
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


def _unit(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    owners = tuple(row["owners"].split())
    country = owners[0] if owners[0] in countries else None
    known = Known(
        row["name"], "unit", (row["code"], *owners), country, row["sector"], row["code"], rule,
        row["since"], "", owners,
    )  # fmt: skip
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


def _armed_group(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    homes = tuple(row["countries"].split())
    sector = row["sector"]
    if not homes:
        code = row["code"]
    elif sector in STATE_SECTORS:
        code = homes[0]
    else:
        code = f"{homes[0]}/{sector}"
    known = Known(
        row["name"], "armed-group", (code,), homes[0] if homes else None, sector, row["code"], rule,
        row["since"], row["until"], homes, tuple(row["context"].split()),
    )  # fmt: skip
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


def _group(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    codes = tuple(row["members"].split()) or (row["stays"],)
    known = Known(row["name"], "group", codes, None, "GOV", row["name"], rule)
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


def _outlet(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    known = Known(row["name"], "outlet", (), row["country"] or None, "MED", row["name"], rule)
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


def _leader(row: dict[str, str], rule: str, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    code, sector = row["country"], row["sector"]
    country = code if code in countries else None
    actor = code if sector in STATE_SECTORS or country is None else f"{code}/{sector}"
    known = Known(
        row["name"], "leader", (actor,), country, sector, row["name"], rule,
        row["since"], row["until"], office=row["office"],
    )  # fmt: skip
    for name in (row["name"], *_split(row["aliases"])):
        yield name, known


_READERS: Final = {
    "countries.csv": _country,
    "bodies.csv": _body,
    "organisations.csv": _organisation,
    "units.csv": _unit,
    "armed_groups.csv": _armed_group,
    "groups.csv": _group,
    "outlets.csv": _outlet,
    "leaders.csv": _leader,
}
