"""Operators: what each word above a deed makes of it, and how an outer one meets an inner one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import Span, Token
from dateline.parsing.tree import span_of

# How far a status stands from fact: the weaker of two nested ones decides, the outer one where they are equal.
DISTANCE: Final = {
    "actual": 0,
    "attempted": 1,
    "planned": 2,
    "expected": 3,
    "considered": 4,
    "wanted": 4,
    "feared": 4,
    "conditional": 5,
}


@dataclass(frozen=True, slots=True)
class Operator:
    """The status that some words give to all below them; `none` for no event."""

    status: str
    span: Span
    rule: str
    text: str


def operator(status: str, tokens: Sequence[Token], rule: str) -> Operator:
    """Make an operator from the words that decide."""
    ordered = tuple(sorted(tokens, key=lambda t: t.index))
    return Operator(status, span_of(ordered), rule, " ".join(t.text for t in ordered))


def combine(outer: str, inner: str) -> str:
    """Say what an outer status makes of an inner one.

    >>> combine("denied", "planned"), combine("expected", "wanted"), combine("denied", "denied")
    ('denied', 'wanted', 'actual')
    """
    if "none" in (outer, inner):
        return "none"
    if outer == "denied":
        return "actual" if inner == "denied" else "denied"
    if inner == "denied":
        return _of_denied(outer)
    return outer if DISTANCE[outer] >= DISTANCE[inner] else inner


def _of_denied(outer: str) -> str:
    """What is planned or expected *not* to be is denied; whoever wants it not to be fears it."""
    if outer in ("actual", "attempted", "planned", "expected"):
        return "denied"
    return "feared" if outer == "wanted" else outer


def fold(operators: Sequence[Operator], innermost: str) -> tuple[str, Operator | None]:
    """Combine operators, outermost first, with the deed's own status; return it and the operator that decided."""
    status, decided = innermost, None
    for one in reversed(operators):
        combined = combine(one.status, status)
        if combined != status or (decided is None and combined == one.status):
            decided = one
        status = combined
    return status, decided
