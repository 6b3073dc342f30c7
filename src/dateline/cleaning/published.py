"""When a document came out: dates with time and zone as publishers write them.

A value is only read where the words give day, month and year. The zone is the written one; where the
words state none, or one that stands for several (IST), the time is kept without an instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Literal

from dateline.cleaning.table import Knowledge

Precision = Literal["minute", "day"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date read from words: the span in the string it was found in, and both written forms."""

    start: int
    end: int
    written: str
    utc: str | None
    precision: Precision


ISO: Final = re.compile(
    r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"(?:[T ]\s?(?P<h>\d\d?):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?\s?(?P<z>Z|[+-]\d\d:?\d\d|[+-]\d\d\b|UTC|GMT)?)?"
    r"(?!\d)"
)
DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
NAME: Final = r"(?P<name>[^\W\d_]{3,12})\.?"
YEAR: Final = r"(?P<y>(?:19|20)\d\d)\b"
DATES: Final = (
    re.compile(rf"\b{DAY}(?:\s+of|\s+de)?[\s\-/]+{NAME},?(?:\s+de)?[\s\-/]+{YEAR}"),
    re.compile(rf"\b{NAME}[\s\-]+{DAY},?[\s\-]+{YEAR}"),
    re.compile(rf"\b{YEAR}[\s,\-]+{NAME}[\s\-]+{DAY}\b"),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)\b"),
    re.compile(rf"\b(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?{YEAR}"),
    re.compile(rf"\b(?P<a>\d\d?)[/-](?P<b>\d\d?)[/-]{YEAR}"),
)
COMPACT: Final = re.compile(
    r"\b(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<mi>\d\d)(?:\d\d)?)?(?P<z>Z)?\b"
)
CLOCK: Final = re.compile(
    r"(?P<h>2[0-4]|[01]?\d)(?!\d)(?:\s?[:.h]\s?(?P<mi>[0-5]\d)(?!\d))?(?::[0-5]\d)?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?P<hrs>\s*(?:hrs|hours|uhr)\b)?",
    re.IGNORECASE,
)
SEPARATOR: Final = re.compile(r"[\s,|·•–—\-]*(?:at|um|à|a las|o'clock|@)?[\s,]*", re.IGNORECASE)
OFFSET: Final = re.compile(
    r"(?:UTC|GMT)?\s*(?P<sign>[+\-−])\s?(?P<h>\d\d?)(?::?(?P<m>\d\d))?(?!\d)", re.IGNORECASE
)
ZONE_NAME: Final = re.compile(r"[A-Za-z]{1,5}(?:\s[Tt]ime)?\b|(?:[A-Z][a-z]+\s)time\b")


def find_moments(text: str, knowledge: Knowledge) -> Iterator[Moment]:
    """Find the full dates of a short text, in text order, each with the time and zone beside it.

    Numbers with slashes are read only one way where both could be month ("03/04/2022"): not at all,
    unless a zone of the Americas or another part says which.
    """
    taken = -1
    found = []
    for match in ISO.finditer(text):
        moment = _iso(match, knowledge)
        if moment:
            found.append(moment)
    for pattern in DATES:
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                moment = _worded(match, text, knowledge)
                if moment:
                    found.append(moment)
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= taken:
            taken = one.end
            yield one


def read_moment(value: str, knowledge: Knowledge) -> Moment | None:
    """Read a machine's value, as of `datePublished`: the first full date in it.

    >>> read_moment("2022-01-25T08:05:00+02:00", Knowledge.empty()).utc
    '2022-01-25T06:05:00Z'
    """
    compact = COMPACT.fullmatch(value.strip())
    if compact:
        return _iso(compact, knowledge)
    return next(find_moments(value, knowledge), None)


def _iso(match: re.Match[str], knowledge: Knowledge) -> Moment | None:
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    if match["h"] is None or int(match["h"]) > 23 or int(match["mi"]) > 59:
        return _moment(match.start(), match.end(), day, None, None)
    zone = _offset(match["z"]) if match["z"] else None
    second = match.groupdict().get("s")
    clock = (int(match["h"]), int(match["mi"]), int(second) if second and int(second) < 60 else 0)
    return _moment(match.start(), match.end(), day, clock, zone)


def _offset(written: str) -> timedelta | None:
    if written.upper() in ("Z", "UTC", "GMT"):
        return timedelta(0)
    match = OFFSET.fullmatch(written)
    if match is None or int(match["h"]) > 14:
        return None
    size = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
    return size if match["sign"] == "+" else -size


def _worded(match: re.Match[str], text: str, knowledge: Knowledge) -> Moment | None:
    clock, end = _clock_after(text, match.end())
    start = match.start()
    if clock is None:
        clock, start = _clock_before(text, match.start())
    zone_name, zone_end = _zone_after(text, end, knowledge) if clock else (None, end)
    day = _calendar_day(match, zone_name, knowledge)
    if day is None:
        return None
    zone = knowledge.offset(zone_name, day) if zone_name else None
    return _moment(start, zone_end, day, clock, zone)


def _calendar_day(match: re.Match[str], zone_name: str | None, knowledge: Knowledge) -> date | None:
    groups = match.groupdict()
    if groups.get("name"):
        month = knowledge.month(groups["name"])
        return _day(int(groups["y"]), month, int(groups["d"])) if month else None
    if "a" in groups:
        first, second = int(groups["a"]), int(groups["b"])
        if knowledge.month_first(zone_name) or second > 12:
            return _day(int(groups["y"]), first, second)
        if first > 12 or first == second:
            return _day(int(groups["y"]), second, first)
        return None
    return _day(int(groups["y"]), int(groups["m"]), int(groups["d"]))


def _clock_after(text: str, end: int) -> tuple[tuple[int, int, int] | None, int]:
    gap = SEPARATOR.match(text, end)
    match = CLOCK.match(text, gap.end() if gap else end)
    clock = _clock(match) if match else None
    return (clock, match.end()) if match and clock else (None, end)


def _clock_before(text: str, start: int) -> tuple[tuple[int, int, int] | None, int]:
    """Read "01:42, 14 January": a clock that ends where the date begins."""
    before = text[max(0, start - 24) : start]
    for match in CLOCK.finditer(before):
        rest = SEPARATOR.fullmatch(before, match.end())
        clock = _clock(match)
        if rest and clock:
            return clock, start - len(before) + match.start()
    return None, start


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    if match["mi"] is None and match["half"] is None:
        return None
    hour, minute = int(match["h"]), int(match["mi"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return (hour, minute, 0) if hour < 24 else None


def _zone_after(text: str, end: int, knowledge: Knowledge) -> tuple[str | None, int]:
    gap = re.compile(r"[\s(\[,]*").match(text, end)
    at = gap.end() if gap else end
    opened = text[end:at]
    match = OFFSET.match(text, at) if re.match(r"(?i)utc|gmt|[+\-−]\s?\d", text[at:]) else None
    if match is None:
        match = ZONE_NAME.match(text, at)
        if match is None or not knowledge.knows_zone(match[0]):
            return None, end
    closing = match.end()
    if ("(" in opened and text[closing : closing + 1] == ")") or (
        "[" in opened and text[closing : closing + 1] == "]"
    ):
        closing += 1
    return match[0], closing


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(
    start: int, end: int, day: date, clock: tuple[int, int, int] | None, zone: timedelta | None
) -> Moment:
    if clock is None:
        return Moment(start, end, day.isoformat(), None, "day")
    told = datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001 - the words may state no zone
    if zone is None:
        return Moment(start, end, told.isoformat(), None, "minute")
    there = told.replace(tzinfo=timezone(zone))
    utc = there.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return Moment(start, end, there.isoformat(), utc, "minute")
