"""Days and longer periods of the civil calendar, their TIMEX3 and EDTF forms, and the clock of a document."""

from __future__ import annotations

import calendar as civil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from dateline.model import Document

Grain = Literal["day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"]

SEASONS: Final = {
    "spring": ("SP", 3),
    "summer": ("SU", 6),
    "autumn": ("FA", 9),
    "fall": ("FA", 9),
    "winter": ("WI", 12),
}
_SEASON_STARTS: Final = dict(SEASONS.values())
_EARLIEST, _LATEST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a document's publication time says about "today".

    `today` is the local date in the zone as written, `elapsed` the last date that has begun both there and in
    UTC: a report printed on 14 January at 01:42 in Brisbane tells of a week that, for most, goes to the 13th.
    """

    today: date
    elapsed: date

    @classmethod
    def of(cls, document: Document) -> Clock | None:
        """Read the clock of a document; None where it is undated."""
        if document.published is None:
            return None
        return cls.at(document.published.written, document.published.utc)

    @classmethod
    def at(cls, written: str, utc: str | None = None) -> Clock:
        """Set the clock by an ISO 8601 form.

        >>> Clock.at("2022-01-14T01:42:00+10:00").elapsed
        datetime.date(2022, 1, 13)
        """
        local = date.fromisoformat(written[:10])
        if "T" not in written:
            return cls(local, local)
        moment = datetime.fromisoformat(utc or written)
        offset = moment.utcoffset()
        instant = moment if offset is None else (moment - offset)
        return cls(local, min(local, instant.date()) if offset is not None else local)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days with a name in the calendar: a day, a month, the third quarter of 2019."""

    grain: Grain
    start: date
    end: date
    value: str  # TIMEX3

    def shift(self, count: int) -> Period:
        """Move by whole periods of the same kind: the month after, the quarter before."""
        return around(self.grain, move(self.start, count, self.grain))


def day(value: date) -> Period:
    """The period of one day."""
    return Period("day", value, value, value.isoformat())


def week(value: date) -> Period:
    """The calendar week, Monday to Sunday, that holds a day."""
    monday = value - timedelta(value.weekday())
    year, number, _ = value.isocalendar()
    return Period("week", monday, monday + timedelta(6), f"{year:04}-W{number:02}")


def weekend(value: date) -> Period:
    """The Saturday and Sunday of the week that holds a day."""
    whole = week(value)
    return Period("weekend", whole.end - timedelta(1), whole.end, whole.value + "-WE")


def month(year: int, number: int) -> Period:
    """A calendar month."""
    last = civil.monthrange(year, number)[1]
    return Period("month", date(year, number, 1), date(year, number, last), f"{year:04}-{number:02}")


def _months(grain: Grain, year: int, first: int, count: int, value: str) -> Period:
    last = first + count - 1
    end = month(year + (last - 1) // 12, (last - 1) % 12 + 1).end
    return Period(grain, date(year, first, 1), end, value)


def quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year."""
    return _months("quarter", year, number * 3 - 2, 3, f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    """A half of the calendar year."""
    return _months("half", year, number * 6 - 5, 6, f"{year:04}-H{number}")


def season(year: int, code: str) -> Period:
    """A season by whole months of the northern year; winter runs into the next year."""
    return _months("season", year, _SEASON_STARTS[code], 3, f"{year:04}-{code}")


def year(number: int) -> Period:
    """A calendar year."""
    return Period("year", date(number, 1, 1), date(number, 12, 31), f"{number:04}")


def decade(number: int) -> Period:
    """The ten years that hold a year: 1994 → the 1990s."""
    first = number // 10 * 10
    return Period("decade", date(max(first, 1), 1, 1), date(first + 9, 12, 31), f"{first // 10:03}")


def century(ordinal: int) -> Period:
    """A century by its ordinal: 20 → 1900 to 1999, as the press counts."""
    first = (ordinal - 1) * 100
    return Period("century", date(max(first, 1), 1, 1), date(first + 99, 12, 31), f"{ordinal - 1:02}")


def around(grain: Grain, value: date) -> Period:
    """The period of a kind that holds a day."""
    match grain:
        case "day":
            return day(value)
        case "week":
            return week(value)
        case "weekend":
            return weekend(value)
        case "month":
            return month(value.year, value.month)
        case "quarter":
            return quarter(value.year, (value.month + 2) // 3)
        case "half":
            return half(value.year, (value.month + 5) // 6)
        case "season":
            first = value.year if value.month >= 3 else value.year - 1
            return season(first, ("SP", "SU", "FA", "WI")[(value.month - 3) % 12 // 3])
        case "year":
            return year(value.year)
        case "decade":
            return decade(value.year)
        case "century":
            return century(value.year // 100 + 1)


def move(value: date, count: int, grain: Grain | str) -> date:
    """Move a day by a count of units; the day of the month is cut where the month is shorter.

    >>> move(date(2024, 1, 31), 1, "month"), move(date(2024, 1, 31), -1, "year")
    (datetime.date(2024, 2, 29), datetime.date(2023, 1, 31))
    """
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    if grain in days:
        ordinal = value.toordinal() + count * days[grain]
        return date.fromordinal(min(max(ordinal, _EARLIEST.toordinal()), _LATEST.toordinal()))
    months = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    index = value.year * 12 + value.month - 1 + count * months[grain]
    index = min(max(index, 12), 9999 * 12 + 11)
    target_year, target_month = index // 12, index % 12 + 1
    return date(target_year, target_month, min(value.day, civil.monthrange(target_year, target_month)[1]))


def weekday(today: date, number: int, future: bool) -> date:
    """The nearest weekday before or after a day; the day itself counts both ways."""
    distance = (number - today.weekday()) % 7
    return today + timedelta(distance if future or distance == 0 else distance - 7)


def easter(number: int, orthodox: bool = False) -> date:
    """Easter Sunday, of the western churches (Meeus/Jones/Butcher) or the eastern ones (Meeus, Julian).

    >>> easter(2022), easter(2022, orthodox=True)
    (datetime.date(2022, 4, 17), datetime.date(2022, 4, 24))
    """
    if orthodox:
        d = (19 * (number % 19) + 15) % 30
        e = (2 * (number % 4) + 4 * (number % 7) - d + 34) % 7
        julian = date(number, (d + e + 114) // 31, (d + e + 114) % 31 + 1)
        return julian + timedelta(number // 100 - number // 400 - 2)
    a, b, c = number % 19, number // 100, number % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    return date(number, (h + m - 7 * n + 114) // 31, (h + m - 7 * n + 114) % 31 + 1)


def edtf(start: date | None, end: date | None) -> str | None:
    """Write a range as EDTF: the shortest name that says the same days.

    >>> edtf(date(2022, 1, 1), date(2022, 12, 31)), edtf(date(2014, 1, 1), None), edtf(None, date(2026, 12, 31))
    ('2022', '2014-01-01/..', '../2026-12-31')
    """
    if start is None or end is None:
        if start is None and end is None:
            return None
        return f"{start.isoformat()}/.." if start else f"../{end.isoformat() if end else ''}"
    if start == end:
        return start.isoformat()
    if start == year(start.year).start and end == year(start.year).end:
        return f"{start.year:04}"
    if start.day == 1 and end == month(start.year, start.month).end:
        return f"{start.year:04}-{start.month:02}"
    return f"{start.isoformat()}/{end.isoformat()}"


def make_date(number: int, month_number: int, day_number: int) -> date | None:
    """A date, or None where the calendar has no such day."""
    try:
        return date(number, month_number, day_number)
    except ValueError:
        return None
