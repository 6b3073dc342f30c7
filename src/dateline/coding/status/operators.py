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
    "feared": 5,  # "wants protection from an attack" fears it
    "conditional": 6,
}


PREVENTING: Final = ("prevented", "preventing")


@dataclass(frozen=True, slots=True)
class Operator:
    """The status that some words give to all below them, and the one they give where they are denied."""

    status: str
    span: Span
    rule: str
    text: str
    denied: str = "denied"


def operator(status: str, tokens: Sequence[Token], rule: str, denied: str = "denied") -> Operator:
    """Make an operator from the words that decide."""
    ordered = tuple(sorted(tokens, key=lambda t: t.index))
    return Operator(status, span_of(ordered), rule, " ".join(t.text for t in ordered), denied)


def combine(outer: str, inner: str) -> str:
    """Say what an outer status makes of an inner one.

    >>> combine("denied", "planned"), combine("expected", "wanted"), combine("denied", "denied")
    ('denied', 'wanted', 'actual')
    """
    if "none" in (outer, inner):
        return "none"
    if outer == "warned":
        return inner if inner in ("actual", "attempted", "denied", "conditional") else "feared"
    if outer == "done":
        return {"preventing": "prevented", "actual": "actual"}.get(inner, inner)
    if inner == "done":
        inner = "actual"
    if outer == "denied":
        return "actual" if inner in ("denied", *PREVENTING) else "denied"
    if inner == "denied":
        return _of_denied(outer)
    if inner in PREVENTING:
        return _of_prevented(outer, inner)
    if outer in PREVENTING:
        return outer
    if outer == "attempted" and inner == "planned":
        return outer  # "the plot to kill him was foiled"
    return outer if DISTANCE[outer] >= DISTANCE[inner] else inner


def _of_denied(outer: str) -> str:
    """What is planned or expected *not* to be is denied; what is wanted not to be is `unwanted` for now."""
    if outer in ("actual", "attempted", "planned", "expected"):
        return "denied"
    return {"wanted": "unwanted", "prevented": "actual", "preventing": "actual"}.get(outer, outer)


def _of_prevented(outer: str, inner: str) -> str:
    """ "Failed to prevent" leaves it a fact; "wants to prevent" shows that it is feared."""
    if outer == "actual":
        return inner
    return "actual" if outer == "attempted" else "conditional" if outer == "conditional" else "feared"


def fold(operators: Sequence[Operator], innermost: str, *, hostile: bool) -> tuple[str, Operator | None]:
    """Combine operators, outermost first, with the deed's own status; return it and the operator that decided.

    A hostile deed that somebody wants not to be is feared, another is denied.
    """
    status, before, decided = innermost, innermost, None
    below: Operator | None = None
    for one in reversed(operators):
        if one.status == "denied" and below is not None and below.denied != "denied":
            combined = combine(below.denied, before)  # "did not rule out", "refused to say"
        else:
            combined = combine(one.status, status)
        if combined != status or (decided is None and combined == one.status):
            decided = one
        status, before, below = combined, status, one
        if status == "unwanted":
            status = "feared" if hostile else "denied"
    return {"prevented": "denied", "preventing": "feared", "done": "actual"}.get(status, status), decided
