"""From periods to meanings: narrowed by "early" and "the end of", moved by a distance, stretched from the clock."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.normalising.time import calendar
from dateline.normalising.time.calendar import Grain, Period
from dateline.normalising.time.expression import PRECISIONS, Meaning, Scene
from dateline.normalising.time.patterns import (
    PARTS_OF_DAY,
    grain_of,
)


def dated(
    period: Period, m: re.Match[str] | None = None, scene: Scene | None = None, *, relative: bool = False
) -> Meaning:
    """The meaning of a period, narrowed by "early", "the end of" … where the match has such a word."""
    start, end = period.start, period.end
    mod = m.groupdict().get("mod") if m else None
    if mod and period.grain != "day":
        start, end = _narrow(period, " ".join(mod.lower().split()), scene)
    return Meaning("DATE", period.value, start, end, PRECISIONS[period.grain], relative, period)


_EARLY: Final = ("early", "beginning", "start", "opening", "first days")
_MIDDLE: Final = ("mid", "middle")
_HALVES: Final = {"first half": (0.0, 0.5), "second half": (0.5, 1.0)}


def _narrow(period: Period, mod: str, scene: Scene | None) -> tuple[date, date]:
    """The part of a period: thirds for its beginning, middle and end; "earlier" goes to the clock, "later" from it."""
    if mod == "earlier" and scene and scene.clock and period.start <= scene.elapsed:
        return period.start, min(period.end, scene.elapsed)
    if mod == "later" and scene and scene.clock and period.start <= scene.today <= period.end:
        return scene.today, period.end
    low, high = _HALVES.get(
        mod, (0.0, 1 / 3) if mod in _EARLY else (1 / 3, 2 / 3) if mod in _MIDDLE else (2 / 3, 1.0)
    )
    if mod in ("earlier", "later", "turn"):
        return period.start, period.end
    return _share(period, low, high)


def _share(period: Period, low: float, high: float) -> tuple[date, date]:
    if period.grain == "month":
        days = (1, 11, 21, period.end.day + 1) if high != 0.5 and low != 0.5 else (1, 16, period.end.day + 1)
        steps = len(days) - 1
        return (
            period.start.replace(day=days[round(low * steps)]),
            period.start.replace(day=days[round(high * steps)] - 1),
        )
    if period.grain == "year":
        first, last = round(low * 12) + 1, round(high * 12)
        return period.start.replace(month=first), calendar.month(period.start.year, last).end
    length = (period.end - period.start).days + 1
    return (
        period.start + timedelta(round(low * length)),
        period.start + timedelta(round(high * length) - 1),
    )


def on(
    day: date | None, m: re.Match[str] | None = None, scene: Scene | None = None, *, relative: bool = False
) -> Meaning | None:
    """The meaning of a day; None where the calendar has no such day."""
    return None if day is None else dated(calendar.day(day), m, scene, relative=relative)


def reference(value: str) -> Meaning:
    """A reference to no day: PAST_REF, PRESENT_REF, FUTURE_REF."""
    return Meaning("DATE", value)


def at_part(meaning: Meaning, part: str) -> Meaning:
    """A part of a day: "Thursday evening"."""
    code = PARTS_OF_DAY[part.lower()]
    return replace(meaning, kind="TIME", value=f"{meaning.value}T{code}", precision="day")


_LETTERS: Final = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "quarter": "Q",
    "weekend": "WE",
    "season": "S",
}


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> duration(3, "week"), duration(None, "year"), duration(90, "minute"), duration(2, "decade")
    ('P3W', 'PXY', 'PT90M', 'P20Y')
    """
    grain = grain_of(unit)
    if grain in ("second", "minute", "hour"):
        return f"PT{_figure(count)}{grain[0].upper()}"
    scale = {"decade": 10, "century": 100, "fortnight": 2, "half": 6}.get(grain, 1)
    letter = {"decade": "Y", "century": "Y", "fortnight": "W", "half": "M"}.get(grain) or _LETTERS[grain]
    if count is None and grain in ("decade", "century"):
        return "PXE" if grain == "decade" else "PXC"
    return f"P{_figure(None if count is None else count * scale)}{letter}"


def _figure(count: float | None) -> str:
    return "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"


def aside(meaning: Meaning) -> Meaning:
    """A comparison ("up from a year earlier"): the story goes on where it stood."""
    return replace(meaning, period=None)


def stretch(count: float | None, unit: str, step: int, scene: Scene) -> Meaning:
    """ "The past three weeks", "the next few days": a length of time that touches the clock."""
    value = duration(count, unit)
    grain = grain_of(unit)
    if scene.clock is None:
        return Meaning("DURATION", value, relative=True)
    today = scene.today
    precision = PRECISIONS.get(grain, "day")
    if grain in ("second", "minute", "hour"):
        reach = timedelta(max(1, round((count or 24) / 24)) if grain == "hour" else 0)
        start, end = (today - reach, today) if step < 0 else (today, today + reach)
        return Meaning("DURATION", value, start, end, "day", True)
    if count is None:
        first = today + timedelta(1) if grain == "day" else today
        return (
            Meaning("DURATION", value, first, None, "open", True)
            if step > 0
            else Meaning("DURATION", value, None, scene.elapsed, "open", True)
        )
    other = calendar.move(today, step * max(1, round(count)), grain)
    start, end = (other, scene.elapsed) if step < 0 else (today, other)
    return Meaning("DURATION", value, min(start, end), max(start, end), precision, True)


def moved(base: date, count: float, grain: str) -> Meaning:
    """A day at a distance, as exactly as the unit speaks: days to the day, weeks to the week, years to the year."""
    if count != round(count) and grain == "year":
        target, grain = calendar.move(base, round(count * 12), "month"), "month"
    else:
        target = calendar.move(base, round(count), grain)
    kept: Grain = {
        "fortnight": "week",
        "weekend": "weekend",
        "season": "season",
        "decade": "year",
        "century": "decade",
    }.get(grain, grain)  # type: ignore[assignment]
    return dated(calendar.around(kept, target), relative=True)


def zoned(minute: str | None, zone: str | None) -> str:
    """A time of day as TIMEX3 writes it: UTC is marked.

    >>> zoned("18:00", " (UTC)"), zoned("18:00", " EST")
    ('18:00Z', '18:00')
    """
    mark = re.fullmatch(r"\s*\(?(?:UTC|GMT|Z)\)?", zone or "")
    return f"{minute}{'Z' if mark else ''}"


def clock_time(text: str) -> str | None:
    """A time of day as HH:MM.

    >>> clock_time("6:40 p.m."), clock_time("0800"), clock_time("noon"), clock_time("12 am")
    ('18:40', '08:00', '12:00', '00:00')
    """
    words = text.lower().strip()
    if words in ("noon", "midday", "midnight"):
        return "24:00" if words == "midnight" else "12:00"
    found = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?(?::\d\d)?\s*([ap])?", words)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] == "p" and hour < 12:
        hour += 12
    if found[3] == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"
