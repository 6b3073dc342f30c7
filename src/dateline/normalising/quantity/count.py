"""What the reader of counts finds, and how a number and the words before it become a range."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from dateline.model import Span
from dateline.normalising.quantity.patterns import AT_LEAST, AT_MOST, FEWER, JUST_OVER, JUST_UNDER

# Bounds that stand behind the number, or before it as signs and single words.
OR_MORE: Final = (">", "at a minimum", "from", "minimum", "or more", "starting at")
OR_LESS: Final = ("<", "maximum", "or fewer", "or less", "to")

Change = Literal["total", "increase", "decrease", "times"]
Bound = Literal["exact", "about", "from", "to", "range", "none"]
CountKind = Literal["count", "money", "share", "measure", "time", "age", "ratio", "part"]


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high of a count; null where the words set no such bound."""

    low: float | None
    best: float | None
    high: float | None

    def scaled(self, factor: float) -> Range:
        """Multiply every bound there is."""
        return Range(*(None if x is None else x * factor for x in (self.low, self.best, self.high)))


@dataclass(frozen=True, slots=True)
class Count:
    """One count in a sentence: "several hundred more soldiers".

    `noun` is the token counted (an index of the sentence), None where the words name none. `kind` parts what can be
    an event's quantity (count, money, measure) from what cannot (ages, lengths of time) or needs a base (ratios,
    parts of a whole). `figures` are the numbers as written, before bounds and documented readings.
    """

    span: Span
    text: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    noun: int | None
    noun_words: str
    change: Change
    bound: Bound
    kind: CountKind
    figures: tuple[float, ...]
    rule: str
    token: int
    derived: bool = False
    currency: str | None = None
    per: str | None = None


def about(number: float, whole: bool) -> Range:
    """Ten per cent either way, rounded inwards for whole things.

    >>> about(25, whole=True)
    Range(low=23, best=25, high=27)
    """
    low, high = round(number * 0.9, 6), round(number * 1.1, 6)
    if whole and number == int(number):
        low, high = float(math.ceil(low)), float(math.floor(high))
        if low > high:
            low = high = number
    return Range(_plain(low), _plain(number), _plain(high))


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


def bounded(word: str, low: float, best: float | None, high: float, whole: bool) -> tuple[Range, Bound]:
    """Read a bound before a number (or a vague count, which has no best): "more than", "up to", "about".

    >>> bounded("fewer than", 30, 30, 30, True)[0]
    Range(low=None, best=None, high=29)
    >>> bounded("just over", 2000, 2000, 2000, True)[0]
    Range(low=2000, best=None, high=2200)
    """
    low, high = _plain(low), _plain(high)
    if word in (*AT_LEAST, *OR_MORE):
        return Range(low, None, None), "from"
    if word in JUST_OVER:
        return Range(low, None, about(high, whole).high), "from"
    if word in (*AT_MOST, *OR_LESS):
        return Range(None, None, high), "to"
    if word in FEWER:
        return Range(None, None, _plain(high - 1) if whole and high == int(high) else high), "to"
    if word in JUST_UNDER:
        return Range(
            about(low, whole).low, None, _plain(high - 1) if whole and high == int(high) else high
        ), "to"
    if word and best is not None:
        return about(best, whole), "about"
    if low == high:
        return Range(low, low, high), "exact"
    return Range(low, None if best is None else best, high), "range"
