"""What the reader of counts finds, and how a number and the words before it become a range."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from dateline.model import Span

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
    if word in (
        "more than",
        "over",
        "upwards of",
        "upward of",
        "in excess of",
        "above",
        "exceeding",
        "well over",
        "north of",
        "at least",
        "a minimum of",
        "minimum",
        "no fewer than",
        "no less than",
        "not less than",
        "from",
        ">",
        "or more",
        "at a minimum",
        "well above",
        "as few as",
        "starting at",
    ):
        return Range(low, None, None), "from"
    if word in (
        "just over",
        "just above",
        "slightly over",
        "slightly more than",
        "a little over",
        "just more than",
        "a little more than",
        "little more than",
    ):
        return Range(low, None, about(high, whole).high), "from"
    if word in (
        "up to",
        "as many as",
        "as much as",
        "at most",
        "no more than",
        "not more than",
        "a maximum of",
        "maximum",
        "below",
        "under",
        "or less",
        "or fewer",
        "to",
        "<",
        "not exceeding",
        "as high as",
        "well below",
        "well under",
    ):
        return Range(None, None, high), "to"
    if word in ("fewer than", "less than"):
        return Range(None, None, _plain(high - 1) if whole and high == int(high) else high), "to"
    if word in (
        "just under",
        "just below",
        "slightly less than",
        "slightly fewer than",
        "slightly under",
        "just short of",
    ):
        return Range(
            about(low, whole).low, None, _plain(high - 1) if whole and high == int(high) else high
        ), "to"
    if word and best is not None:
        return about(best, whole), "about"
    if low == high:
        return Range(low, low, high), "exact"
    return Range(low, None if best is None else best, high), "range"
