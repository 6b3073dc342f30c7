"""Who is that: the answer of the tables to a name, on a day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.actors.table import ActorTable, Known
from dateline.parsing.names import edits, fold, words_of


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing a name may stand for."""

    codes: tuple[str, ...]
    name: str
    sense: str
    sector: str
    since: str
    until: str
    rule: str  # the row of the table
    why: str


def who(name: str, table: ActorTable, *, on: str | None = None) -> tuple[Answer, ...]:
    """Answer who a name stands for on a day (ISO); without a day, on any.

    A surname alone is looked up among the leaders; where nothing fits, the nearest spelling is tried.
    """
    exact = [(k, f'"{name}" is a name of {k.name}') for k in table.names.exact(name)]
    words = words_of(name)
    if not exact and words:
        exact = [
            (k, f'"{name}" is the surname of {k.name}')
            for k in table.leaders.get(fold(words[-1]), ())
            if _is_named_so(words, k)
        ]
    if not exact and words:
        exact = [
            (k, f'"{name}" is one letter away from {k.name}')
            for key, leaders in sorted(table.leaders.items())
            if len(key) > 4 and edits(key, fold(words[-1]), 1) == 1
            for k in leaders
            if _is_named_so(words, k)
        ]
    return tuple(_answer(known, why, on) for known, why in exact if known.holds_on(on)) or _out_of_office(
        exact, on
    )


def _is_named_so(words: tuple[str, ...], known: Known) -> bool:
    """Tell whether every word before the surname is a word of the leader's name, or its initial."""
    theirs = {fold(word) for word in words_of(known.name)}
    return all(any(t == fold(w) or t[0] == fold(w) for t in theirs) for w in words[:-1])


def _out_of_office(found: Sequence[tuple[Known, str]], on: str | None) -> tuple[Answer, ...]:
    """The last term of a leader that ended before a day: who is out of office keeps the country."""
    past = [(k, why) for k, why in found if k.sense == "leader" and on is not None and k.until and k.until < on]
    if not past:
        return ()
    known, why = max(past, key=lambda pair: pair[0].until)
    return (_answer(known, f"{why}, out of office", on),)


def _answer(known: Known, why: str, on: str | None) -> Answer:
    parts = [why]
    if known.office:
        parts.append(known.office)
    if known.since or known.until:
        parts.append(f"from {known.since or '…'} to {known.until or 'now'}")
    if on:
        parts.append(f"on {on}")
    return Answer(
        known.codes,
        known.name,
        known.sense,
        known.sector,
        known.since,
        known.until,
        known.rule,
        ", ".join(parts),
    )
