"""Gold mentions: what a person read in a report, with every answer that counts as right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dateline.errors import ConfigError
from dateline.model import STATUSES, TYPES

_ALLOWED: Final = re.compile(r"\bas good\b|\bdefensible\b|\bsecond answer\b")
_TYPE: Final = re.compile(rf"\b({'|'.join(TYPES)})\b(?:/([a-z-]+))?")
_STATUS: Final = re.compile(rf"\b({'|'.join(STATUSES)})\b")
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5}
# A gold date whose words say that it dates the telling: leaving it out is right too (RECORD, "Dates").
_TELLING: Final = re.compile(r"^the [^:]*\breport\b[^:]*:")


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a gold chain."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A type that counts as right, and the status it must have (None: that of the gold)."""

    type: str
    status: str | None = None


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One event as one statement tells it, read by a person. Where `no_event`, nothing may be recorded."""

    id: str
    report: str
    quote: str
    start: int | None
    answers: tuple[Answer, ...]  # the gold type first
    statuses: tuple[str, ...]  # the gold status first; empty where there is no event
    optional: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    optional_places: tuple[str, ...]
    when: dict[str, Any] | None
    when_is_of_telling: bool
    quantity: dict[str, Any] | None
    chains: tuple[tuple[Link, ...], ...]  # every chain that is right, the gold one first
    beside: tuple[Answer, ...]  # further mentions that may stand beside this one
    mode: str | None
    tells_mode: bool  # not every gold has modes
    background: bool | None  # None where the gold does not say
    note: str

    @property
    def type(self) -> str:
        """The type the annotator wrote."""
        return self.answers[0].type

    @property
    def no_event(self) -> bool:
        """Tell whether the words tell of no event of any type."""
        return not self.statuses

    @property
    def required(self) -> bool:
        """Tell whether leaving it out is a miss."""
        return not (self.optional or self.no_event)


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report with its gold mentions, and the names that lead a chain without being part of it."""

    id: str
    mentions: tuple[GoldMention, ...]
    outlets: str | None  # publisher and credit line; None where the gold does not tell them
    traps: tuple[str, ...] = field(default=())


def load_gold(paths: Sequence[Path]) -> tuple[GoldReport, ...]:
    """Load gold files, or folders that hold `statements.jsonl`; a `documents.jsonl` beside them is read too.

    Raises ConfigError where a path holds no gold.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    documents: dict[str, dict[str, Any]] = {}
    for path in paths:
        file, beside = _files(path)
        for row in _rows(file, ("id", "report", "quote", "event", "status")):
            rows.setdefault(row["report"], []).append(row)
        for row in _rows(beside, ("id",)) if beside else ():
            documents[row["id"]] = row
    return tuple(_report(name, found, documents.get(name)) for name, found in rows.items())


def gold_mention(row: dict[str, Any]) -> GoldMention:
    """Read one gold row, and from its note the answers that are as good."""
    note = row.get("note") or ""
    clauses = [c for c in re.split(r"[;:.,](?!\d)", note) if _ALLOWED.search(c)]
    alternatives = tuple(answer for clause in clauses for answer in _answers(clause) if "beside" not in clause)
    plain = [m[1] for c in clauses if not _TYPE.search(c) for m in _STATUS.finditer(c)]
    status = row.get("status")
    places = tuple(row.get("places") or ())
    links = tuple(Link(s["name"], s["kind"]) for s in row.get("sources") or ())
    return GoldMention(
        id=row["id"],
        report=row["report"],
        quote=row["quote"],
        start=row.get("start"),
        answers=(Answer(row["event"]), *alternatives, *(Answer(e) for e in _listed(row.get("alt_event")))),
        statuses=(status, *plain, *_listed(row.get("alt_status"))) if status else (),
        optional=bool(row.get("optional")) or "may be left out" in note,
        actors=tuple(row.get("actors") or ()),
        recipients=tuple(row.get("recipients") or ()),
        places=places,
        optional_places=tuple(p for p in places if re.search(rf"may leave {re.escape(p)} out", note)),
        when=row.get("when"),
        when_is_of_telling=bool(_TELLING.match((row.get("when") or {}).get("relative") or "")),
        quantity=row.get("quantity"),
        chains=(links, *_chains(links, note)),
        beside=_beside(row["event"], clauses, note),
        mode=row.get("mode"),
        tells_mode="mode" in row,
        background=row.get("background"),
        note=note,
    )


def _answers(clause: str) -> Iterator[Answer]:
    for type_, tail in _TYPE.findall(clause):
        yield Answer(type_, tail if tail in STATUSES else None)


def _beside(type_: str, clauses: Iterable[str], note: str) -> tuple[Answer, ...]:
    found = [answer for clause in clauses if "beside" in clause for answer in _answers(clause)]
    if many := re.search(rf"\b({'|'.join(_NUMBERS)}) mentions\b[^;.]*\bas good\b", note):
        found += [Answer(type_)] * (_NUMBERS[many[1]] - 1)
    return tuple(found)


def _chains(links: tuple[Link, ...], note: str) -> Iterator[tuple[Link, ...]]:
    """Read from a note the chains that are as good: `a chain ending at X`, `without X`, `with X`, `X … a source`."""
    name = r"((?:[A-Z][\w.'-]*\s?)+)"
    if found := re.search(rf"a chain ending at {name} is as good", note):
        at = next((n for n, link in enumerate(links) if link.name == found[1].strip()), -1)
        yield links[: at + 1]
    if found := re.search(rf"a chain without {name} is as good", note):
        yield tuple(link for link in links if found[1].strip() not in link.name)
    if found := re.search(rf"a chain with {name} is as good", note):
        yield (Link(found[1].strip(), "media"), *links)
    if found := re.search(rf"{name} is as good a source", note):
        yield (Link(found[1].strip(), "organisation"),)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _report(name: str, rows: list[dict[str, Any]], document: dict[str, Any] | None) -> GoldReport:
    mentions = tuple(gold_mention(row) for row in rows)
    if document is None:
        return GoldReport(name, mentions, None)
    outlets = " · ".join(str(document[k]) for k in ("publisher", "credit") if document.get(k))
    return GoldReport(name, mentions, outlets, tuple(document.get("traps") or ()))


def _files(path: Path) -> tuple[Path, Path | None]:
    file = path / "statements.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise ConfigError(f"{path}: no gold here; give a .jsonl file of gold or a folder with statements.jsonl")
    beside = file.with_name("documents.jsonl")
    return file, beside if beside.is_file() and beside != file else None


def _rows(path: Path, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: no gold here; gold is JSON Lines in UTF-8 ({error})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ConfigError(f"{path}:{number}: not a line of JSON: {error.msg}") from None
        missing = [key for key in keys if key not in row]
        if missing:
            raise ConfigError(f"{path}:{number}: no {', '.join(missing)} in this row of gold")
        yield row
