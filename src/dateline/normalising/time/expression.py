"""What the tagger finds: one expression of time, its meaning, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.model import Span
from dateline.normalising.time.calendar import Clock, Period

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["minute", "day", "week", "month", "year", "open"]

PRECISIONS: dict[str, Precision] = {
    "day": "day",
    "weekend": "day",
    "week": "week",
    "month": "month",
    "season": "month",
    "quarter": "month",
    "half": "month",
    "year": "year",
    "decade": "year",
    "century": "year",
}


class UndatedError(Exception):
    """The words can only be read against a clock, and the document has none."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule reads from its words: TIMEX3 type and value, and the days they cover where they cover days."""

    kind: Kind
    value: str
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    relative: bool = False  # read against the clock or the story, not from the words alone
    period: Period | None = None  # what later words may refer back to
    minute: str | None = None  # "14:30", of a time of day


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time in a text.

    `span` is the TIMEX3 extent ("Monday"); `words` adds the preposition ("on Monday"), whose sense is already in
    `start` and `end`: "since 2014" has no end, "by 2026" no start. Both are null where nothing can be dated:
    durations, sets ("every Monday"), references to no day, and relative words in an undated document.
    """

    span: Span
    words: Span
    type: Kind
    value: str
    start: str | None
    end: str | None
    edtf: str | None
    precision: Precision | None
    anchor: Literal["stated", "published", "none"]
    dates: bool  # whether it names a time at all, if only an undated one; lengths and sets do not
    days: (
        tuple[str, str] | None
    )  # the first and last day of the words alone, whatever preposition bounds them
    relation: str  # the preposition that bounds the range: "since", "by", "after", "before", "until", "within" or ""
    reason: str
    rule: str


@dataclass(slots=True)
class Scene:
    """Where a rule stands: the text, its place, the clock, and the date last told in the story."""

    text: str
    start: int
    end: int
    clock: Clock | None
    story: Period | None
    future: bool
    past: Period | None = None  # the day last told that is not after the clock
    look: Callable[[Scene, int], tuple[Meaning, int] | None] | None = (
        None  # reads an expression inside this one
    )

    @property
    def today(self) -> date:
        """The day of publication; raises UndatedError where there is none."""
        if self.clock is None:
            raise UndatedError
        return self.clock.today

    @property
    def elapsed(self) -> date:
        """The last day that has begun; raises UndatedError where there is no clock."""
        if self.clock is None:
            raise UndatedError
        return self.clock.elapsed

    @property
    def told(self) -> Period:
        """The period last told in the story, or the day of publication."""
        if self.story is not None and (
            self.future or self.clock is None or self.story.start <= self.clock.today
        ):
            return self.story
        if self.story is not None and self.past is not None:
            return self.past  # what is told as past was on no day to come
        today = self.today
        return Period("day", today, today, today.isoformat())

    def inner(self, position: int) -> tuple[Meaning, int] | None:
        """Read the expression that begins at a place inside this one: its meaning and its end."""
        return self.look(self, position) if self.look else None

    def before(self, length: int = 24) -> str:
        """The words just before."""
        return self.text[max(0, self.start - length) : self.start]

    def after(self, length: int = 24) -> str:
        """The words just after."""
        return self.text[self.end : self.end + length]
