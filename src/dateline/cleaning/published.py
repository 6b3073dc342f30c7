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
# Vowel signs of Indian and Thai scripts are no letters to a pattern.
NAME: Final = r"(?P<name>[^\W\d_][^\s\d_.,;:/()\-–—|]{2,14})\.?"
OF: Final = r"(?:\s+of|\s+de|\s+d['’])?"
YEAR: Final = r"(?P<y>(?:19|20)\d\d)\b"
DATES: Final = (
    re.compile(rf"\b(?<!\d[-–]){DAY}{OF}(?:[\s\-/]+|(?<=['’])){NAME},?(?:\s+de)?[\s\-/]+{YEAR}"),
    re.compile(rf"\b{NAME}[\s\-/]+{DAY},?[\s\-/]+{YEAR}"),
    re.compile(rf"\b{YEAR}[\s,.\-]+{NAME}[\s\-]+{DAY}(?!\w)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d\d?)\s?[月월]\s?(?P<d>\d\d?)\s?[日일]"),
    re.compile(rf"\b(?P<d>\d\d?) tháng (?P<m>\d\d?),? (?:năm )?{YEAR}"),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)\b"),
    re.compile(rf"\b(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?{YEAR}"),
    re.compile(rf"\b(?P<a>\d\d?)[/-](?P<b>\d\d?)[/-]{YEAR}"),
)
COMPACT: Final = re.compile(
    r"\b(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<mi>\d\d)(?:\d\d)?)?(?P<z>Z)?\b"
)
# As computers write it: "Fri Aug  8 23:59:00 UTC 2008".
LOGGED: Final = re.compile(
    rf"\b{NAME}\s+(?P<d>\d\d?)\s+(?P<h>\d\d):(?P<mi>\d\d)(?::(?P<s>\d\d))?\s+(?P<z>(?:[A-Z]{{3,4}}|[+-]\d{{4}})\s+)?{YEAR}"
)
CLOCK: Final = re.compile(
    r"(?P<h>2[0-4]|[01]?\d)(?:(?P<mi4>[0-5]\d)(?=\s?(?:GMT|UTC|Z)\b)|(?!\d))"
    r"(?:\s?[:.h時时시]\s?(?P<mi>[0-5]\d)(?!\d)[分분]?)?(?::[0-5]\d)?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?P<hrs>\s*(?:hrs|hours|uhr)\b)?",
    re.IGNORECASE,
)
SEPARATOR: Final = re.compile(
    r"[\s,|·•–—\-]*(?:(?:г(?:\.|ода)?|р(?:\.|оку))[\s,]*)?"  # "2022 г., 05:55": the word for year
    r"(?:at|um|às?|a las|alle|klo|kl\.?|om|or[ae]|в|о|o'clock|@)?[\s,(]*",
    re.IGNORECASE,
)
ZONE_FIRST: Final = re.compile(r"[\s,|·•–—\-]*\b(?P<zone>GMT|UTC)[\s:]+(?=\d)")  # "GMT 08:20"
OTHER_ZONE: Final = re.compile(r"\s*\([^()]{3,20}\)")  # the same time elsewhere: "0820 GMT (1620 HKT)"
DIGITS: Final = {
    first + value: str(value) for first in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for value in range(10)
}
OFFSET: Final = re.compile(
    r"(?:UTC|GMT)?\s*(?P<sign>[+\-−])\s?(?P<h>\d\d?)(?::?(?P<m>\d\d))?(?!\d)", re.IGNORECASE
)
ZONE_NAME: Final = re.compile(r"МСК|[A-Za-z]{1,5}(?:\s[Tt]ime)?\b|(?:[A-Z][a-z]+\s)time\b")


def find_moments(text: str, knowledge: Knowledge) -> Iterator[Moment]:
    """Find the full dates of a short text, in text order, each with the time and zone beside it.

    Numbers with slashes are read only one way where both could be month ("03/04/2022"): not at all,
    unless a zone of the Americas or another part says which.
    """
    taken = -1
    text = text if text.isascii() else text.translate(DIGITS)
    found = [one for match in ISO.finditer(text) if (one := _iso(match, knowledge))]
    found.extend(one for match in LOGGED.finditer(text) if (one := _logged(match, knowledge)))
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
    clock = (int(match["h"]), int(match["mi"]), _second(match))
    if match["z"]:
        return _moment(match.start(), match.end(), day, clock, _offset(match["z"]))
    name, end = _zone_after(match.string, match.end(), knowledge)
    return _moment(match.start(), end, day, clock, knowledge.offset(name, day) if name else None)


def _second(match: re.Match[str]) -> int:
    second = match.groupdict().get("s")
    return int(second) if second and int(second) < 60 else 0


def _logged(match: re.Match[str], knowledge: Knowledge) -> Moment | None:
    month = knowledge.month(match["name"])
    day = _day(int(match["y"]), month, int(match["d"])) if month else None
    if day is None or int(match["h"]) > 23 or int(match["mi"]) > 59:
        return None
    clock = (int(match["h"]), int(match["mi"]), _second(match))
    return _moment(match.start(), match.end(), day, clock, knowledge.offset((match["z"] or "").strip(), day))


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
    zone_name, zone_end = _zone_after(text, end, knowledge) if clock else (None, end)
    if clock is None and (first := ZONE_FIRST.match(text, match.end())):
        clock, zone_end = _clock_after(text, first.end())
        zone_name = first["zone"] if clock else None
    if clock is None:
        clock, start, zone_name = _clock_before(text, match.start(), knowledge)
        if clock and zone_name is None:
            zone_name, zone_end = _zone_after(text, end, knowledge)
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


def _clock_before(
    text: str, start: int, knowledge: Knowledge
) -> tuple[tuple[int, int, int] | None, int, str | None]:
    """Read "01:42, 14 January" or "0142 GMT, 14 January": a clock that ends where the date begins, and its zone."""
    before = text[max(0, start - 34) : start]
    for match in CLOCK.finditer(before):
        zone, end = _zone_after(before, match.end(), knowledge)
        other = OTHER_ZONE.match(before, end)
        clock = _clock(match)
        if clock and SEPARATOR.fullmatch(before, other.end() if other else end):
            first = next((one for one in ZONE_FIRST.finditer(before) if one.end() == match.start()), None)
            begin = first.start("zone") if first and zone is None else match.start()
            return clock, start - len(before) + begin, zone or (first["zone"] if first else None)
    return None, start, None


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    if match["mi"] is None and match["mi4"] is None and match["half"] is None:
        return None
    hour, minute = int(match["h"]), int(match["mi"] or match["mi4"] or 0)
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
