"""What a person may ask for, and the SQL conditions that ask it. Values are always bound, never pasted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Conditions = list[str]
Values = list[object]
Asked = tuple[str, tuple[object, ...]]  # a condition and what is bound to it


@dataclass(frozen=True, slots=True)
class Filter:
    """Which mentions, or documents and events that hold such mentions. Empty fields ask nothing.

    Several values of one field are alternatives; all fields must hold. Days are ISO dates.
    """

    types: tuple[str, ...] = ()  # "MOBILIZE" or "MOBILIZE/troops"
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()  # a code, or part of a name
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # a country code, or part of a name
    start: str | None = None
    end: str | None = None
    documents: tuple[str, ...] = ()  # start of an id, or part of an address
    background: bool | None = None
    words: str | None = None  # words of the document's text, all of them
    conflicts: bool | None = None  # whether what came beside the document, or its markup, contradicts it


def is_code(party: str) -> bool:
    """Tell a code from a name: codes are capitals, perhaps with a sector.

    >>> is_code("USA"), is_code("SDN/REB"), is_code("Wagner"), is_code("usa")
    (True, True, False, False)
    """
    return re.fullmatch(r"[A-Z0-9-]{2,8}(/[A-Z]{2,4})?", party) is not None


def all_of(conditions: Sequence[str]) -> str:
    """Join conditions that must all hold."""
    return " AND ".join(conditions) or "1"


def ask_days(conditions: Conditions, values: Values, wanted: Filter, first: str, last: str) -> None:
    """Ask for days that overlap the wanted ones.

    A side that is open reaches on for ever; a value without any day never counts.
    """
    if wanted.start or wanted.end:
        conditions.append(f"coalesce({first}, {last}) IS NOT NULL")
    if wanted.start:
        conditions.append(f"substr(coalesce({last}, '9999'), 1, 10) >= ?")
        values.append(wanted.start)
    if wanted.end:
        conditions.append(f"substr(coalesce({first}, '0000'), 1, 10) <= ?")
        values.append(wanted.end)


def ask_mentions(wanted: Filter) -> tuple[Conditions, Values]:
    """What the filter asks of a mention's own values (`mentions AS m`), its days aside."""
    asked = [
        _either("? IN (m.type, m.type || '/' || m.mode)", wanted.types),
        _either("m.status = ?", wanted.statuses),
        _party("actor", wanted.actors),
        _party("recipient", wanted.recipients),
        _place(wanted.places),
    ]
    if wanted.background is not None:
        asked.append(_either("m.background = ?", (int(wanted.background),)))
    return _joined(asked)


def ask_documents(wanted: Filter) -> tuple[Conditions, Values]:
    """What the filter asks of a document's own values (`documents AS d`), its days aside."""
    named = "(substr(d.id, 1, length(?)) = ? OR d.address LIKE ? ESCAPE '\\')"
    asked = [_any_of([(named, (key, key, f"%{_literal(key)}%")) for key in wanted.documents])]
    if wanted.words:
        found = "d.number IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)"
        asked.append((found, (_quoted(wanted.words),)))
    if wanted.conflicts is not None:
        asked.append(
            _either("(d.id IN (SELECT c.document_id FROM conflicts AS c)) = ?", (int(wanted.conflicts),))
        )
    return _joined(asked)


def _joined(asked: Sequence[Asked]) -> tuple[Conditions, Values]:
    kept = [(condition, values) for condition, values in asked if condition]
    return [condition for condition, _ in kept], [value for _, values in kept for value in values]


def _any_of(alternatives: Sequence[Asked]) -> Asked:
    """One condition out of alternatives; an empty one where there is nothing to ask."""
    if not alternatives:
        return "", ()
    condition = " OR ".join(condition for condition, _ in alternatives)
    return f"({condition})", tuple(value for _, values in alternatives for value in values)


def _either(condition: str, alternatives: Sequence[object]) -> Asked:
    return _any_of([(condition, (value,)) for value in alternatives])


def _party(role: str, parties: Sequence[str]) -> Asked:
    """A code asks for the party or its country, anything else for part of its name or words."""
    among = f"m.id IN (SELECT a.mention_id FROM actors AS a WHERE a.role = '{role}' AND "
    alternatives: list[Asked] = []
    for party in parties:
        if is_code(party):
            alternatives.append((among + "(a.actor = ? OR a.country = ?))", (party, party)))
        else:
            like = f"%{_literal(party)}%"
            condition = "(a.name LIKE ? ESCAPE '\\' OR a.text LIKE ? ESCAPE '\\'))"
            alternatives.append((among + condition, (like, like)))
    return _any_of(alternatives)


def _place(places: Sequence[str]) -> Asked:
    """A code of three capitals asks for the country, anything else for part of the place's name or words."""
    alternatives: list[Asked] = []
    for place in places:
        if re.fullmatch("[A-Z]{3}", place):
            country = "m.id IN (SELECT c.mention_id FROM place_countries AS c WHERE c.country = ?)"
            alternatives.append((country, (place,)))
        else:
            like = f"%{_literal(place)}%"
            named = "p.name LIKE ? ESCAPE '\\' OR p.text LIKE ? ESCAPE '\\'"
            alternatives.append(
                (f"m.id IN (SELECT p.mention_id FROM places AS p WHERE {named})", (like, like))
            )
    return _any_of(alternatives)


def _literal(text: str) -> str:
    """Take the special meaning of `%` and `_` away."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _quoted(words: str) -> str:
    """Words of a person as a full-text question: each word as it stands, all of them wanted."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
