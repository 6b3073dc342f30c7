"""Whole dates: "2022-11-02", "27 July 1953", "May 5", and a time of day with its date."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dateline.normalising.numbers import read_ordinal
from dateline.normalising.time import calendar
from dateline.normalising.time.expression import Meaning, Scene
from dateline.normalising.time.patterns import (
    CLOCK_TIME,
    DAY_NUMBER,
    MOD,
    MONTH,
    NEAR,
    SPOKEN,
    UNIT,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    ZONE,
    month_number,
    short_year,
    year_number,
)
from dateline.normalising.time.rules.meanings import (
    clock_time,
    on,
    zoned,
)
from dateline.normalising.time.rules.rule import UNREAD, Match, Rule, add_to

RULES: Final[list[Rule]] = []
_add = add_to(RULES)


@_add(
    "date.iso",
    r"(?P<d>(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d"
    r"|3[01]))(?:T(?P<t>[0-2]\d:[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
)
def _iso(m: Match, scene: Scene) -> Meaning | None:
    day = calendar.make_date(*map(int, m["d"].split("-")))
    meaning = on(day)
    if meaning is None or not m["t"]:
        return meaning
    return replace(meaning, kind="TIME", value=f"{m['d']}T{m['t']}", precision="minute", minute=m["t"])


@_add("date.numeric", r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\w/]|\.\d)")
def _numeric(m: Match, scene: Scene) -> Meaning | None:
    """7/8/07 is July 8th as Americans write it, unless the month cannot be; with points the day stands first."""
    first, second, number = int(m["a"]), int(m["b"]), short_year(m["y"])
    if m["sep"] == "." and len(m["y"]) == 2:
        return None
    month_first = m["sep"] == "/" and first <= 12
    return on(calendar.make_date(number, *((first, second) if month_first else (second, first))))


@_add(
    "time.of-date",
    rf"{NEAR}?(?:shortly\s+(?:before|after)\s+)?(?P<t>{CLOCK_TIME})(?P<z>{ZONE})?(?:\s+on"
    rf"|,)?\s+(?P<rest>(?:{WEEKDAY}|{WEEKDAY_SHORT}|{MONTH}|today|yesterday|tomorrow|(?:[12]\d|3[01]"
    rf"|0?[1-9])\s+{MONTH}).*)",
    "TIME",
)
def _time_of_date(m: Match, scene: Scene) -> Meaning | None:
    inner = scene.inner(m.start("rest"))
    if inner is None or inner[0].kind != "DATE":
        return None
    minute = clock_time(m["t"])
    if inner[0].value == UNREAD:
        scene.end = inner[1]
        return replace(inner[0], kind="TIME", value=f"{UNREAD}T{zoned(minute, m['z'])}")
    if inner[0].period is None or inner[0].period.grain != "day":
        return None
    scene.end = inner[1]
    return replace(
        inner[0],
        kind="TIME",
        value=f"{inner[0].value}T{zoned(minute, m['z'])}",
        precision="minute",
        minute=minute,
    )


@_add(
    "date.month-day",
    rf"(?:(?:(?:this\s+)?(?:coming|past|last|next)\s+)?(?:{WEEKDAY}"
    rf"|{WEEKDAY_SHORT}),?\s+)?{MOD}?(?P<m>{MONTH})\s*(?P<d>{DAY_NUMBER})(?:\s*(?:-|–|to"
    rf"|and)\s*(?P<d2>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?)(?![\d:]|,\d|\s+{UNIT}))?(?:(?:\s*,\s*|\s+of\s+"
    rf"|\s+)(?P<y>{YEAR})|,?\s+(?:of\s+)?(?P<rel>this|last|next)\s+year)?(?!\w)",
)
def _month_day(m: Match, scene: Scene) -> Meaning | None:
    return _calendar_day(m, scene)


@_add(
    "date.day-month",
    rf"(?:(?:(?:this\s+)?(?:coming|past|last|next)\s+)?(?:{WEEKDAY}"
    rf"|{WEEKDAY_SHORT}),?\s+)?(?:the\s+)?(?:(?P<d0>(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)\s*(?:-|–|to"
    rf"|and)\s*)?(?P<d>{DAY_NUMBER})(?:\s+of)?[\s-]+(?P<m>{MONTH})(?:(?:\s*,\s*|\s+of\s+|[\s-]+)(?P<y>{YEAR})"
    rf"|(?-i:(?<=[A-Z][A-Z][A-Z]))\s(?P<yy>\d\d)(?!\w|[:.,]\d)|,?\s+(?:of\s+)?(?P<rel>this|last|next)\s+year)?(?!\w)",
)
def _day_month(m: Match, scene: Scene) -> Meaning | None:
    if re.match(r"(?:first|second|third|fourth)\b", m["d"], re.IGNORECASE) and not re.search(r"\bof\b", m[0]):
        return None
    return _calendar_day(m, scene)


def _calendar_day(m: Match, scene: Scene) -> Meaning | None:
    """A day of a month; without a year, the nearest such day on the side the tense looks to."""
    groups = m.groupdict()
    number = month_number(m["m"])
    days = [read for key in ("d0", "d", "d2") if groups.get(key) and (read := _day_number(groups[key]))]
    if not days:
        return None
    if groups["y"] or groups.get("yy"):
        stated = year_number(groups["y"]) if groups["y"] else short_year(groups["yy"])
        return _days(stated, number, days, relative=False)
    if groups["rel"]:
        return _days(scene.today.year + SPOKEN[groups["rel"].lower()], number, days, relative=True)
    if scene.clock is None and scene.story is not None and scene.story.grain in ("day", "month"):
        return _days(scene.story.start.year, number, days, relative=False)  # a year told in the story
    return _days(_nearest_year(scene, number, days[0]), number, days, relative=True)


def _day_number(text: str) -> int | None:
    return int(text) if text.isdigit() else read_ordinal(text)


def _days(year: int, month: int, days: list[int], *, relative: bool) -> Meaning | None:
    first, last = calendar.make_date(year, month, days[0]), calendar.make_date(year, month, days[-1])
    if first is None or last is None or last < first:
        return None
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Meaning("DATE", value, first, last, "day", relative, calendar.day(first))


def _nearest_year(scene: Scene, month: int, day: int) -> int:
    """The year of a day given without one: by the tense, unless the other side is far nearer.

    A report of late October that says "payable Dec. 7" means the coming December, whatever its verb.
    """
    today = scene.today
    back = calendar.make_date(today.year, month, day) or calendar.make_date(today.year, month, 28) or today
    ahead = back
    if back > today:
        back = calendar.move(back, -1, "year")
    if ahead < today:
        ahead = calendar.move(ahead, 1, "year")
    since, until = (today - back).days, (ahead - today).days
    if scene.future:
        return back.year if since < 100 and until > 250 else ahead.year
    return ahead.year if since > 270 and until < 95 else back.year
