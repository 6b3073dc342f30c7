"""The rules of the tagger: each a pattern and what its words mean.

A rule gets the match and the scene and gives a `Meaning`, or None where the words are no time after all. Rules are
tried in the order in which they stand here; at one place of the text the first that reads its words wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateline.normalising.numbers import read_ordinal
from dateline.normalising.time import calendar
from dateline.normalising.time.calendar import SEASONS, Grain, Period
from dateline.normalising.time.expression import PRECISIONS, Kind, Meaning, Scene, UndatedError
from dateline.normalising.time.patterns import (
    CLOCK_TIME,
    DAY_NUMBER,
    DAYS,
    FUZZY,
    MOD,
    MONTH,
    NEAR,
    NUMBER,
    ORDINAL,
    PART,
    PARTS_OF_DAY,
    POINTER,
    SEASON,
    SPOKEN,
    UNIT,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    YEAR,
    ZONE,
    amount,
    grain_of,
    month_number,
    short_year,
    weekday_number,
    year_number,
)

Match = re.Match[str]
Handler = Callable[[Match, Scene], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of time and its reading; `kind` is the TIMEX3 type kept where an undated document leaves it unread."""

    name: str
    pattern: re.Pattern[str]
    kind: Kind
    read: Handler


RULES: list[Rule] = []
UNREAD: Final = "XXXX-XX-XX"  # TIMEX3's value of a day that is not known


def _rule(name: str, pattern: str, kind: Kind = "DATE") -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        RULES.append(Rule("time." + name, re.compile(pattern, re.IGNORECASE), kind, handler))
        return handler

    return add


# --- meanings -------------------------------------------------------------------------------------------------


def _dated(
    period: Period, m: Match | None = None, scene: Scene | None = None, *, relative: bool = False
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


def _on(
    day: date | None, m: Match | None = None, scene: Scene | None = None, *, relative: bool = False
) -> Meaning | None:
    return None if day is None else _dated(calendar.day(day), m, scene, relative=relative)


def _reference(value: str) -> Meaning:
    return Meaning("DATE", value)


def _at_part(meaning: Meaning, part: str) -> Meaning:
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


def _duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> _duration(3, "week"), _duration(None, "year"), _duration(90, "minute"), _duration(2, "decade")
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


# --- whole dates ----------------------------------------------------------------------------------------------


@_rule(
    "date.iso",
    r"(?P<d>(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T(?P<t>[0-2]\d:[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
)
def _iso(m: Match, scene: Scene) -> Meaning | None:
    day = calendar.make_date(*map(int, m["d"].split("-")))
    meaning = _on(day)
    if meaning is None or not m["t"]:
        return meaning
    return replace(meaning, kind="TIME", value=f"{m['d']}T{m['t']}", precision="minute", minute=m["t"])


@_rule("date.numeric", r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\w/]|\.\d)")
def _numeric(m: Match, scene: Scene) -> Meaning | None:
    """7/8/07 is July 8th as Americans write it, unless the month cannot be; with points the day stands first."""
    first, second, number = int(m["a"]), int(m["b"]), short_year(m["y"])
    if m["sep"] == "." and len(m["y"]) == 2:
        return None
    month_first = m["sep"] == "/" and first <= 12
    return _on(calendar.make_date(number, *((first, second) if month_first else (second, first))))


def _clock_time(text: str) -> str | None:
    """A time of day as HH:MM.

    >>> _clock_time("6:40 p.m."), _clock_time("0800"), _clock_time("noon"), _clock_time("12 am")
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


@_rule(
    "time.of-date",
    rf"{NEAR}?(?:shortly\s+(?:before|after)\s+)?(?P<t>{CLOCK_TIME})(?P<z>{ZONE})?(?:\s+on|,)?\s+(?P<rest>(?:{WEEKDAY}|{WEEKDAY_SHORT}|{MONTH}|today|yesterday|tomorrow|(?:[12]\d|3[01]|0?[1-9])\s+{MONTH}).*)",
    "TIME",
)
def _time_of_date(m: Match, scene: Scene) -> Meaning | None:
    inner = match_at(scene, m.start("rest"))
    if inner is None or inner[1].kind != "DATE":
        return None
    minute = _clock_time(m["t"])
    if inner[1].value == UNREAD:
        scene.end = inner[2]
        return replace(inner[1], kind="TIME", value=f"{UNREAD}T{minute}")
    if inner[1].period is None or inner[1].period.grain != "day":
        return None
    scene.end = inner[2]
    return replace(
        inner[1], kind="TIME", value=f"{inner[1].value}T{minute}", precision="minute", minute=minute
    )


@_rule(
    "date.month-day",
    rf"(?:(?:(?:this\s+)?(?:coming|past|last|next)\s+)?(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s+)?{MOD}?(?P<m>{MONTH})\s*(?P<d>{DAY_NUMBER})(?:\s*(?:-|–|to|and)\s*(?P<d2>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?)(?![\d:]|,\d|\s+{UNIT}))?(?:(?:\s*,\s*|\s+of\s+|\s+)(?P<y>{YEAR})|,?\s+(?:of\s+)?(?P<rel>this|last|next)\s+year)?(?!\w)",
)
def _month_day(m: Match, scene: Scene) -> Meaning | None:
    return _calendar_day(m, scene)


@_rule(
    "date.day-month",
    rf"(?:(?:(?:this\s+)?(?:coming|past|last|next)\s+)?(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s+)?(?:the\s+)?(?:(?P<d0>(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)\s*(?:-|–|to|and)\s*)?(?P<d>{DAY_NUMBER})(?:\s+of)?[\s-]+(?P<m>{MONTH})(?:(?:\s*,\s*|\s+of\s+|[\s-]+)(?P<y>{YEAR})|,?\s+(?:of\s+)?(?P<rel>this|last|next)\s+year)?(?!\w)",
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
    if groups["y"]:
        return _days(year_number(groups["y"]), number, days, relative=False)
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


# --- months ---------------------------------------------------------------------------------------------------


@_rule("date.month-year", rf"{MOD}?(?P<m>{MONTH})(?:\s*,\s*|\s+of\s+|[\s-]+)(?P<y>{YEAR})(?!\w)")
def _month_year(m: Match, scene: Scene) -> Meaning | None:
    return _dated(calendar.month(year_number(m["y"]), month_number(m["m"])), m, scene)


@_rule(
    "date.month-spoken-year",
    rf"{MOD}?(?P<m>{MONTH})(?:\s+of)?\s+(?P<rel>this|last|next|the\s+(?:previous|following|same))\s+year(?!\w)",
)
def _month_spoken(m: Match, scene: Scene) -> Meaning | None:
    rel = m["rel"].lower()
    if rel.startswith("the"):
        base = scene.told.start.year + {"previous": -1, "following": 1, "same": 0}[rel.split()[-1]]
    else:
        base = scene.today.year + SPOKEN[rel]
    return _dated(calendar.month(base, month_number(m["m"])), m, scene, relative=True)


@_rule(
    "date.spoken-month",
    rf"{MOD}?(?P<rel>(?:this|the)\s+(?:past|coming)|this|last|past|next|previous|following|coming)\s+(?P<m>{MONTH})",
)
def _spoken_month(m: Match, scene: Scene) -> Meaning | None:
    today, number = scene.today, month_number(m["m"])
    rel = " ".join(m["rel"].lower().split()).replace("the ", "this ")
    if rel == "this":
        year = today.year
    elif SPOKEN[rel] > 0:
        year = today.year if number > today.month else today.year + 1
    else:
        year = today.year if number < today.month else today.year - 1
    return _dated(calendar.month(year, number), m, scene, relative=True)


@_rule("date.month", rf"{MOD}?(?P<m>{MONTH})(?!\w|[-\s]\d)")
def _month(m: Match, scene: Scene) -> Meaning | None:
    if not _is_month_name(m, scene):
        return None
    number = month_number(m["m"])
    if scene.clock is None:
        if scene.story is not None and scene.story.grain in ("day", "month"):
            return _dated(calendar.month(scene.story.start.year, number), m, scene)
        scene.today  # noqa: B018 -- raises: an undated document gives the month no year
    today = scene.today
    ahead = today.year if number >= today.month else today.year + 1
    back = today.year if number <= today.month else today.year - 1
    year = ahead if _looks_ahead(m, scene, (number - today.month) % 12) else back
    return _dated(calendar.month(year, number), m, scene, relative=True)


def _looks_ahead(m: Match, scene: Scene, months: int) -> bool:
    """Whether a month without a year is to come; as a mere adjective ("the June summit") it is the nearer one."""
    adjective = not m.groupdict().get("mod") and re.search(
        r"\b(?:a|an|the|its|their|his|her|this)\s+$", scene.before(), re.IGNORECASE
    )
    if adjective and re.match(r"\s+[a-z]", scene.after()):
        return 0 < months < 6 and scene.future
    return scene.future


_MONTH_LEADS: Final = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|through|during|after|before|for|every|each|and|between|or|into|late|early|mid|on|this|last|next|around|as|than|between)|[,(–-])\s*$",
    re.IGNORECASE,
)


def _is_month_name(m: Match, scene: Scene) -> bool:
    """Keep May, March, Jan and August from being verbs and people."""
    name = m["m"].rstrip(".")
    if re.match(r"\s+(?-i:[A-Z])[a-z]+(?:\s+said|,|\b)", scene.after()) and name in (
        "Jan",
        "April",
        "June",
        "May",
        "August",
    ):
        return bool(_MONTH_LEADS.search(scene.before())) and name not in ("Jan", "April", "June", "May")
    if name in ("May", "March", "MAY", "MARCH") or (len(name) <= 4 and name not in ("June", "July")):
        return (
            bool(m.groupdict().get("mod"))
            or bool(_MONTH_LEADS.search(scene.before()))
            or scene.after(2) == "'s"
        )
    if re.search(r"(?-i:[A-Z])[a-z]+\s$", scene.before()) and not re.search(
        r"\b(?:In|Since|By|From|Until|During|Last|Next|After|Before|On|This|For|Of|Between|And|Through)\s$",
        scene.before(),
    ):
        return False  # a name before it: "Augusto April", "Black September"
    return True


# --- years and longer -------------------------------------------------------------------------------------------


@_rule(
    "date.year-range",
    rf"(?P<lead>from|between)\s+(?P<a>{YEAR})\s+(?:to|and|until|till|through)\s+(?P<b>{YEAR})(?!\w)",
    "DURATION",
)
def _year_range(m: Match, scene: Scene) -> Meaning | None:
    first, last = year_number(m["a"]), year_number(m["b"])
    if last < first:
        return None
    return Meaning(
        "DURATION",
        f"P{last - first}Y",
        date(first, 1, 1),
        date(last, 12, 31),
        "year",
        period=calendar.year(last),
    )


@_rule("date.year-pair", r"(?P<a>(?:19|20)\d\d)\s?[-–/]\s?(?P<b>(?:19|20)?\d\d)(?![\w,.]\d|\w|[-–/])")
def _year_pair(m: Match, scene: Scene) -> Meaning | None:
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    if not first < last <= first + 60:
        return None
    return Meaning(
        "DATE", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), "year", period=calendar.year(last)
    )


@_rule(
    "date.decade",
    rf"(?:the\s+)?{MOD}?(?:(?P<y>(?:1[5-9]|20)\d0)['’]?s|['’]?(?P<s>[2-9]0)['’]?s|(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?!\w)",
)
def _decade(m: Match, scene: Scene) -> Meaning | None:
    if (m["w"] and not re.match(r"the\s", m[0], re.IGNORECASE)) or re.search(
        r"\b(?:his|her|their|in\s+its|my)\s+(?:\w+\s+)?$", scene.before()
    ):
        return None
    if m["w"]:
        names = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
        number = 1920 + 10 * names.index(m["w"].lower())
    else:
        number = int(m["y"]) if m["y"] else 1900 + int(m["s"])
    return _dated(calendar.decade(number), m, scene)


@_rule("date.century", rf"(?:the\s+)?{MOD}?(?:the\s+)?(?P<o>{ORDINAL})[-\s]century(?!\w)")
def _century(m: Match, scene: Scene) -> Meaning | None:
    ordinal = read_ordinal(m["o"])
    return _dated(calendar.century(ordinal), m, scene) if ordinal and ordinal <= 21 else None


@_rule(
    "date.quarter",
    rf"(?:the\s+)?{MOD}?(?:(?:the|its|this\s+year['’]s|last\s+year['’]s|next\s+year['’]s|(?P<yb>{YEAR})(?:['’]s)?)\s+)?(?:fiscal[-\s])?(?P<o>first|second|third|fourth|final|1st|2nd|3rd|4th)[-\s](?P<g>quarter|half)(?!\w|\s+of\s+the\s+game|[-\s]final)(?:(?:\s+of)?(?:\s+fiscal)?\s+(?P<y>{YEAR})|(?:\s+of)?\s+(?P<rel>this|last|next|the)\s+year(?!['’]))?",
)
def _quarter(m: Match, scene: Scene) -> Meaning | None:
    word = m["o"].lower()
    number = 4 if word == "final" else read_ordinal(word) or 0
    make: Callable[[int, int], Period] = calendar.quarter if m["g"].lower() == "quarter" else calendar.half
    if make is calendar.half and not (m["y"] or m["rel"] or m["yb"] or "year" in m[0].lower()):
        return None
    if stated := m["y"] or m["yb"]:
        return _dated(make(year_number(stated), number), m, scene)
    spoken = re.search(r"\b(this|last|next)\s+year", m[0], re.IGNORECASE)
    if spoken:
        return _dated(make(scene.today.year + SPOKEN[spoken[1].lower()], number), m, scene, relative=True)
    if re.search(r"\byear-(?:ago|earlier)\s*$|\byear\s+earlier\s*$", scene.before()):
        return None
    today = scene.today
    period = make(today.year, number)
    if not scene.future and period.start > today:
        period = make(today.year - 1, number)
    return _dated(period, m, scene, relative=True)


@_rule(
    "date.year-ago-period",
    r"(?:the\s+)?year[-\s](?P<w>ago|earlier)(?:\s+(?P<o>first|second|third|fourth))?(?:[-\s]+(?P<g>quarter|period|month|half))?(?!\w)",
)
def _year_ago_period(m: Match, scene: Scene) -> Meaning | None:
    told = scene.told
    if m["o"]:
        return _aside(
            _dated(calendar.quarter(scene.today.year - 1, read_ordinal(m["o"]) or 1), relative=True)
        )
    grain: Grain = {"quarter": "quarter", "month": "month", "half": "half"}.get(
        (m["g"] or "").lower(), told.grain
    )  # type: ignore[assignment]
    if grain not in ("quarter", "month", "half", "year"):
        grain = "year"
    return _aside(_dated(calendar.around(grain, calendar.move(told.start, -1, "year")), relative=True))


def _aside(meaning: Meaning) -> Meaning:
    """A comparison ("up from a year earlier"): the story goes on where it stood."""
    return replace(meaning, period=None)


@_rule(
    "date.season",
    rf"(?:(?:the\s+)?{MOD})?(?:(?P<det>the|this|last|next|past|previous|following|coming|this\s+past|this\s+coming)\s+)?(?P<s>{SEASON})(?:(?:\s+of|\s+in|,)?\s+(?P<y>{YEAR})|\s+of\s+(?P<rel>this|last|next)\s+year)?(?!\w|[-\s](?:down|apart|short|through|back|into|from|to|of|in|out|off|on|victim|under|asleep|ill|quarters|camp))",
)
def _season(m: Match, scene: Scene) -> Meaning | None:
    name, det = m["s"].lower(), (m["det"] or "").lower()
    code, first = SEASONS[name]
    if m["y"]:
        year = year_number(m["y"])
        if name == "winter" and re.match(r"\s*[/-]\s*\d\d", scene.after()):
            pass
        return _dated(calendar.season(year, code), m, scene)
    if not det and not (
        m["mod"]
        or re.search(r"\b(?:in|by|since|until|before|after|during|of|from|every|each)\s+$", scene.before())
    ):
        return None
    if name == "fall" and det in ("", "the") and not m["mod"]:
        return None
    if m["s"] != name and det == "":
        return None  # a name: Prague Spring
    today = scene.today
    if m["rel"]:
        return _dated(calendar.season(today.year + SPOKEN[m["rel"].lower()], code), m, scene, relative=True)
    current = calendar.season(today.year, code)
    step = SPOKEN.get(det, 0)
    if name == "winter" and today.month <= 2:
        current = calendar.season(today.year - 1, code)
    if step < 0 and current.end >= today:
        current = calendar.season(current.start.year - 1, code)
    elif step > 0 and current.start <= today:
        current = calendar.season(current.start.year + 1, code)
    elif step == 0 and det != "this":
        if scene.future and current.end < today:
            current = calendar.season(current.start.year + 1, code)
        elif not scene.future and current.start > today:
            current = calendar.season(current.start.year - 1, code)
    return _dated(current, m, scene, relative=True)


@_rule(
    "date.fiscal-year",
    rf"{MOD}?(?:the\s+)?(?:(?P<rel>current|next|last|this|previous)\s+)?(?:fiscal|financial)(?:[-\s]year)?(?:\s+(?P<y>{YEAR}))?(?!\w|-)",
)
def _fiscal(m: Match, scene: Scene) -> Meaning | None:
    if not (m["y"] or "year" in m[0].lower()):
        return None
    number = year_number(m["y"]) if m["y"] else scene.today.year + SPOKEN.get((m["rel"] or "this").lower(), 0)
    return _dated(calendar.year(number), m, scene, relative=not m["y"])


# --- days named from today --------------------------------------------------------------------------------------

_TODAY: Final = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


@_rule("date.year-end", r"(?:the\s+)?(?:calendar\s+)?year[-\s]end(?!\w|-)")
def _year_end(m: Match, scene: Scene) -> Meaning | None:
    return _on(date(scene.today.year if scene.future else scene.today.year - 1, 12, 31), relative=True)


@_rule(
    "date.today",
    r"(?:(?P<p0>mid-afternoon|mid-morning)\s+)?(?:(?P<mod>early|earlier|late|later)\s+)?(?P<w>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow)(?:\s+(?P<p>morning|afternoon|evening|night|noon))?(?!\w|\.com)",
)
def _today(m: Match, scene: Scene) -> Meaning | None:
    if re.search(r"\b(?:USA|Russia|India|Podlasie|[A-Z][a-z]+)\s$", scene.before()) and m["w"][0] == "T":
        return None  # "Russia Today", "USA Today"
    words = " ".join(m["w"].lower().split())
    meaning = _on(scene.today + timedelta(_TODAY[words]), m, scene, relative=True)
    part = m["p"] or (m["p0"] or "").rpartition("-")[2]
    return _at_part(meaning, part) if meaning and part else meaning


@_rule(
    "date.tonight",
    r"(?P<w>tonight|(?:early\s+|late\s+|earlier\s+|later\s+)?this\s+(?:morning|afternoon|evening)|(?:late\s+)?last\s+(?:night|evening))(?!\w)",
    "TIME",
)
def _tonight(m: Match, scene: Scene) -> Meaning | None:
    words = m["w"].lower()
    meaning = _on(scene.today - timedelta("last" in words), relative=True)
    assert meaning is not None
    return _at_part(meaning, "night" if words == "tonight" else words.split()[-1])


@_rule(
    "date.overnight",
    r"overnight(?:\s+(?:from\s+(?P<a>\w+day)\s+)?(?:(?:in)?to\s+|(?P<on>(?:on\s+)?))(?P<b>(?-i:[A-Z])\w+day))?(?!\w|\s+(?:stay|flight|train|bag|success|rate|lows?|highs?)\b)",
    "TIME",
)
def _overnight(m: Match, scene: Scene) -> Meaning | None:
    name = (m["b"] or "").lower()
    if m["b"] and not m["b"][0].isupper():
        return None
    if name in DAYS and m["on"]:
        evening = calendar.weekday(scene.today, weekday_number(name), scene.future)
        return _night_to(evening + timedelta(1 if scene.future or evening < scene.today else 0))
    if name in DAYS:
        return _night_to(calendar.weekday(scene.today, weekday_number(name), scene.future))
    return _night_to(scene.today + timedelta(1 if scene.future else 0))


def _night_to(morning: date) -> Meaning:
    evening = morning - timedelta(1)
    return Meaning("TIME", f"{evening.isoformat()}TNI", evening, morning, "day", True, calendar.day(morning))


@_rule(
    "date.night-to",
    rf"(?P<det>the|this|last)\s+night\s+(?:(?:in)?to|on|before|of)\s+(?P<d>{WEEKDAY}|yesterday|today)",
    "TIME",
)
def _night_before(m: Match, scene: Scene) -> Meaning | None:
    inner = match_at(scene, m.start("d"))
    if inner is None or inner[1].start is None:
        return None
    step = 1 if re.search(r"\bof\s+\S+$", m[0], re.IGNORECASE) else 0
    return _night_to(inner[1].start + timedelta(step))


# --- weekdays -------------------------------------------------------------------------------------------------


@_rule(
    "set.weekday",
    rf"(?:every|each)\s+(?:other\s+|second\s+)?(?P<d>{WEEKDAY})(?:\s+(?P<p>{PART}))?|(?P<s>{WEEKDAYS})|{WEEKDAY}\s+(?P<ns>mornings|evenings|nights|afternoons)(?!\w)",
    "SET",
)
def _weekday_set(m: Match, scene: Scene) -> Meaning | None:
    name = m["d"] or (m["s"] or m[0].split()[0])
    value = f"XXXX-WXX-{weekday_number(name) + 1}"
    part = m["p"] or (m["ns"] or "").rstrip("s")
    return Meaning("SET", value + (f"T{PARTS_OF_DAY[part.lower()]}" if part else ""))


@_rule(
    "date.weekday",
    rf"(?:the\s+)?(?:{MOD})?(?:(?P<rel>this\s+coming|this\s+past|this|last|past|next|previous|following|coming)\s+)?(?P<d>{WEEKDAY})(?:,?\s+(?P<of>last|this|next)\s+week)?(?:\s+(?P<p>{PART}))?(?!\w)",
)
def _weekday(m: Match, scene: Scene) -> Meaning | None:
    if _is_day_in_name(m, scene):
        return None
    day = _weekday_date(m, scene)
    meaning = _on(day, m, scene, relative=True)
    assert meaning is not None
    if m["p"] and m["p"].lower() in PARTS_OF_DAY:
        meaning = _at_part(meaning, m["p"])
        if m["p"].lower() == "night" and meaning.start:
            return replace(meaning, end=meaning.start)
    return meaning


def _weekday_date(m: Match, scene: Scene) -> date:
    number, today = weekday_number(m["d"]), scene.today
    rel = " ".join((m["rel"] or "").lower().split())
    if m["of"]:
        monday = today - timedelta(today.weekday()) + timedelta(7 * SPOKEN[m["of"].lower()])
        return monday + timedelta(number)
    if rel in ("following", "previous") and scene.story and scene.story.grain == "day":
        step = 1 if rel == "following" else -1
        return calendar.weekday(scene.story.start + timedelta(step), number, step > 0)
    if rel == "this":
        return calendar.weekday(today, number, scene.future)
    if rel:
        step = SPOKEN[rel]
        return calendar.weekday(today + timedelta(step), number, step > 0)
    return calendar.weekday(today, number, scene.future)


_DAY_NAMES_BEFORE: Final = re.compile(
    r"\b(?:Black|Bloody|Super|Cyber|Ash|Good|Palm|Holy|Man|Girl|Ruby|Blue|Freaky|Giving|Thank God It['’]s|Fat|Shrove|Maundy|Whit|Easter|Casual|Solomon|on|Mail on)\s+$"
)
_DAY_NAMES_AFTER: Final = re.compile(
    r"\s+(?:Night\s+(?:Live|Football|Raw)|Times\b|Mirror\b|Telegraph\b|Mail\b|Herald\b|Post\b|Express\b|Independent\b|Tribune\b|Star\b|Group\b|Movement\b|Agreement\b|Accords?\b|Club\b|Island\b|Bloody)"
)


def _is_day_in_name(m: Match, scene: Scene) -> bool:
    """Names that a weekday is part of: Black Friday, Saturday Night Live, the Sunday Times."""
    before = _DAY_NAMES_BEFORE.search(scene.before())
    if before and before[0].strip() not in ("on", "Mail on"):
        return True
    if before and before[0].strip() == "Mail on":
        return True
    return bool(_DAY_NAMES_AFTER.match(scene.text, m.end("d")))


# --- periods pointed at -----------------------------------------------------------------------------------------


@_rule(
    "date.this-period",
    rf"(?:(?:the\s+)?{MOD}|just\s+)?(?P<det>this|the\s+current|that|the\s+same|the\s+very\s+same|the\s+entire|the\s+whole|the\s+full|the\s+latest|the\s+year['’]s|the)\s+(?P<g>day|weekend|week|month|quarter|season|year|decade|century|period)(?:\s+(?P<anchor>a\s+year\s+(?:ago|earlier)|last\s+year|the\s+year\s+before))?(?!\w|-|\s+(?:ago|earlier|later|to\s+date|old)\b|(?<!this\sday)(?<!this\sweek)(?<!this\smonth)(?<!this\syear)\s+(?:of|in\s+which|that\s+(?!day|week|year)|when|after|before)\b)",
)
def _this_period(m: Match, scene: Scene) -> Meaning | None:
    det = " ".join(m["det"].lower().split())
    word = m["g"].lower()
    if m["anchor"]:
        told = scene.told
        grain: Grain = told.grain if word == "period" else word  # type: ignore[assignment]
        if grain not in ("day", "week", "month", "quarter", "year", "half"):
            grain = "quarter"
        return _aside(_dated(calendar.around(grain, calendar.move(told.start, -1, "year")), relative=True))
    if word == "period" and det != "the latest":
        return None
    if (
        word in ("period", "quarter")
        and det in ("the latest", "the")
        and (scene.story is None or scene.story.grain != "quarter" or det == "the latest")
    ):
        if det == "the" and not re.search(
            r"\b(?:in|of|during|for|over|on|later|earlier|end|ended)\s+$", scene.before(), re.IGNORECASE
        ):
            return None
        return _dated(
            calendar.around("quarter", scene.today).shift(-1), m, scene, relative=True
        )  # the last that is over
    grain = word  # type: ignore[assignment]
    if det in ("this", "the current"):
        if grain == "day":
            return _dated(calendar.day(scene.today), relative=True)
        base = scene.today
        if grain == "weekend":
            return _dated(_weekend(scene), m, scene, relative=True)
        meaning = _dated(calendar.around(grain, base), m, scene, relative=True)
        return _so_far(meaning, m, scene)
    if det == "the" and grain == "weekend":
        return _dated(_weekend(scene), m, scene, relative=True)
    if det == "the" and not (
        m["mod"]
        or re.search(
            r"\b(?:in|of|during|for|over|on|later|earlier|end|ended|since|until|through|throughout)\s+$",
            scene.before(),
            re.IGNORECASE,
        )
    ):
        return None
    if det == "the" and grain in ("century", "decade", "season"):
        return None
    if det == "the" and grain == "day" and re.search(r"\b(?:of|for|on)\s+$", scene.before()):
        return None
    if (
        grain == "day"
        and det != "the"
        and scene.told.grain not in ("day", "weekend")
        and scene.past is not None
    ):
        return _dated(scene.past, relative=True)
    if grain == "day" and scene.told.grain not in ("day", "weekend"):
        return (
            _dated(calendar.day(scene.today), relative=True)
            if det == "the"
            else Meaning("DATE", "PRESENT_REF", relative=True)
        )
    return _dated(calendar.around(grain, scene.told.start), m, scene, relative=True)


def _so_far(meaning: Meaning, m: Match, scene: Scene) -> Meaning:
    """What is told as done this week, month or year goes to the day of publication, what is to come goes from it."""
    if (
        m.groupdict().get("mod")
        or meaning.start is None
        or meaning.end is None
        or meaning.precision == "year"
    ):
        return meaning
    if meaning.start <= scene.elapsed <= meaning.end:
        return meaning if scene.future else replace(meaning, end=scene.elapsed)
    return meaning


def _weekend(scene: Scene) -> Period:
    """The weekend nearest in the direction of the tense; the one under way counts both ways."""
    today = scene.today
    if scene.future or today.weekday() >= 5:
        return calendar.weekend(today)
    return calendar.weekend(today - timedelta(7))


@_rule(
    "date.spoken-period",
    rf"(?:(?:the\s+)?{MOD}|just\s+)?{POINTER}\s+(?P<g>day|weekend|week|fortnight|month|quarter|season|year|decade|century)(?:['’]s\s+(?P<o>first|second|third|fourth)\s+quarter)?(?!\w|-|\s+(?:or\s+so|or\s+two)\b)",
)
def _spoken_period(m: Match, scene: Scene) -> Meaning | None:
    det, pointer = (m["det"] or "").lower(), m["pointer"].lower()
    grain: Grain = m["g"].lower() if m["g"].lower() != "fortnight" else "week"  # type: ignore[assignment]
    if (
        pointer in ("last", "past", "coming", "next")
        and det in ("the", "this", "its", "our", "their", "his", "her")
        and pointer in ("last", "past")
        and det == "the"
    ):
        if grain in ("decade", "year", "century", "month", "week", "quarter") and pointer == "past":
            return _stretch(1, grain, -1, scene)
        if grain not in ("quarter", "weekend", "month"):
            return _stretch(1, grain, -1, scene)
    if pointer in ("same", "current"):
        if not det and pointer == "same":
            return None
        base = scene.told.start if pointer == "same" else scene.today
        return _dated(calendar.around(grain, base), m, scene, relative=True)
    if pointer in ("previous", "preceding", "prior", "following") or (
        det == "the" and pointer == "next" and grain == "day"
    ):
        base = scene.told.start if pointer not in ("following", "next") else scene.told.end
    else:
        base = scene.today
    step = SPOKEN[pointer]
    if m["o"]:
        return _dated(calendar.quarter(base.year + step, read_ordinal(m["o"]) or 1), relative=True)
    if grain == "weekend":
        return _dated(_pointed_weekend(base, step), m, scene, relative=True)
    return _dated(calendar.around(grain, base).shift(step), m, scene, relative=True)


def _pointed_weekend(base: date, step: int) -> Period:
    """Last weekend is over, next weekend not begun; both leave out the one under way."""
    this = calendar.weekend(base)
    if step < 0:
        return this.shift(-1) if base.weekday() < 7 and base <= this.end else this
    return this.shift(1) if base.weekday() >= 5 else this.shift(1 if base.weekday() >= 4 else 0)


def _stretch(count: float | None, unit: str, step: int, scene: Scene) -> Meaning:
    """ "The past three weeks", "the next few days": a length of time that touches the clock."""
    value = _duration(count, unit)
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


@_rule(
    "duration.stretch",
    rf"(?:(?P<det>the|these|those|its|his|their|our)\s+)?(?P<pointer>last|past|previous|preceding|next|coming|following|recent)\s+(?P<n>{NUMBER}|{FUZZY})?(?:\s+(?:full|consecutive|trading|fiscal))?\s*(?P<u>{UNIT})(?:\s+or\s+(?:so|two))?(?!\w|-)",
    "DURATION",
)
def _pointed_stretch(m: Match, scene: Scene) -> Meaning | None:
    pointer, unit = m["pointer"].lower(), m["u"].lower()
    plural = unit.endswith("s") or unit == "centuries"
    if not plural and not m["n"]:
        return None
    if pointer == "recent":
        if m["n"]:
            return None
        return Meaning("DURATION", "PXM") if unit == "months" else _reference("PAST_REF")
    if pointer == "coming" and not m["n"] and not m["det"]:
        return (
            replace(_stretch(None, unit, 1, scene), kind="DATE", value="FUTURE_REF")
            if scene.clock
            else _reference("FUTURE_REF")
        )
    step = -1 if pointer in ("last", "past", "previous", "preceding") else 1
    return _stretch(amount(m["n"]), unit, step, scene)


@_rule(
    "duration.first",
    rf"(?:the\s+)?(?P<o>first|opening|final)\s+(?P<n>{NUMBER}|{FUZZY})?\s*(?P<u>(?:minute|hour|day|week|month|year|decade)s)(?!\w|-)",
    "DURATION",
)
def _first_stretch(m: Match, scene: Scene) -> Meaning | None:
    return Meaning("DURATION", _duration(amount(m["n"]), m["u"]))


# --- distances --------------------------------------------------------------------------------------------------


@_rule(
    "date.ago",
    rf"{NEAR}?(?P<n>{NUMBER}|{FUZZY}|half\s+an?)?\s*(?P<u>{UNIT})(?:\s+or\s+(?:so|two))?\s+ago(?!\w)",
)
def _ago(m: Match, scene: Scene) -> Meaning | None:
    count, grain = amount(m["n"]), grain_of(m["u"])
    if m["n"] and re.fullmatch(r"a\s+half|half", m["n"].lower()):
        count = 0.5
    if count is None:
        return _reference("PAST_REF")
    if grain in ("second", "minute", "hour"):
        meaning = _on(
            scene.today - timedelta(hours=count) if grain == "hour" and count >= 24 else scene.today,
            relative=True,
        )
        return meaning
    if grain == "year" and count == 1 and scene.story and scene.story.grain in ("quarter", "month"):
        return _aside(
            _dated(
                calendar.around(scene.story.grain, calendar.move(scene.story.start, -1, "year")),
                relative=True,
            )
        )
    meaning = _moved(scene.today, -count, grain)
    return _aside(meaning) if grain == "year" and count == 1 else meaning


def _moved(base: date, count: float, grain: str) -> Meaning:
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
    return _dated(calendar.around(kept, target), relative=True)


@_rule(
    "date.distance",
    rf"(?:(?P<n>{NUMBER}|{FUZZY})\s+(?P<u>{UNIT})\s+|the\s+(?P<the>day|night|week|month|year)\s+)(?P<side>earlier|before|beforehand|previously|prior|previous|later|after|afterwards?|thereafter|hence|from\s+now|on)(?!\w)(?P<tail>\s+(?:that\b|today|yesterday|[A-Z]\w+day\b))?",
)
def _distance(m: Match, scene: Scene) -> Meaning | None:
    side = " ".join(m["side"].lower().split())
    if side == "on" and (m["tail"] or not re.match(r"[,;.]", scene.after(1) or ".")):
        return None
    count, grain = (1.0, grain_of(m["the"])) if m["the"] else (amount(m["n"]), grain_of(m["u"]))
    if side in ("after", "before") and re.match(r"\s+\w", scene.after(3)) and not m["tail"]:
        scene.end = m.start("side") - 1
        value = _duration(count, m["u"] or m["the"])
        return Meaning("DURATION", value, relative=True)  # measured from the deed that follows
    past = side in ("earlier", "before", "beforehand", "previously", "prior", "previous")
    base_period = scene.told
    if side in ("hence", "from now"):
        base_period = calendar.day(scene.today)
    inner = None
    if m["tail"] and m["tail"].split()[0].lower() != "that":
        inner = match_at(scene, m.end() - len(m["tail"].lstrip()))
    if inner and inner[1].period:
        base_period = inner[1].period
        scene.end = inner[2]
    elif m["tail"]:
        scene.end = m.end("side")
    if count is None:
        return Meaning("DATE", "PAST_REF" if past else "FUTURE_REF")
    if grain in ("second", "minute", "hour"):
        return _on(
            base_period.start + timedelta((-1 if past else 1) * (int(count // 24) if grain == "hour" else 0)),
            relative=True,
        )
    if grain == "year" and base_period.grain in ("quarter", "month", "half"):
        moved = calendar.move(base_period.start, -round(count) if past else round(count), "year")
        return _aside(_dated(calendar.around(base_period.grain, moved), relative=True))
    return _moved(base_period.start if past else base_period.end, -count if past else count, grain)


@_rule(
    "date.within",
    rf"(?P<p>within|in)\s+(?P<the>the\s+)?(?P<near>{NEAR})?(?P<n>{NUMBER}|{FUZZY}|(?=hours\b|days\b|weeks\b|minutes\b|months\b|years\b))(?:\s*(?:to|-|or)\s*(?:{NUMBER}))?\s*(?P<u>{UNIT})(?P<time>['’]\s+time)?(?!\w|-|\s+(?:ago|earlier|later|before|after|of)\b)",
    "DURATION",
)
def _within(m: Match, scene: Scene) -> Meaning | None:
    """ "Within hours" counts from the story, "in 24 hours" looks back in the past and ahead in the future."""
    count, grain, lead = amount(m["n"] or None), grain_of(m["u"]), m["p"].lower()
    value = _duration(count, m["u"])
    scene.start = m.start("near") if m["near"] else m.start("n") if m["n"] else m.start("u")
    if m["the"]:
        scene.start = m.start("the")
    if (lead == "in" and not m["n"]) or (
        lead == "in"
        and re.search(
            r"\bonce\s+$|\btimes?\s+$|\bfirst\s+time\s+$|\b(?:highest|lowest|worst|best|deadliest|biggest|first|largest)\b[\w\s]*$",
            scene.text[max(0, m.start() - 30) : m.start()],
        )
    ):
        return Meaning("DURATION", value)
    if scene.clock is None and (scene.story is None or lead == "in" or scene.story.grain != "day"):
        return Meaning("DURATION", value, relative=True)
    days = {"second": 0, "minute": 0, "hour": max(1, -(-int(count or 24) // 24))}.get(grain)
    if lead == "within":
        base = scene.told.start if not scene.future else scene.today
        if days is None and count is None:
            return Meaning("DURATION", value, base, None, "open", True)
        end = (
            base + timedelta(days)
            if days is not None
            else calendar.move(base, max(1, round(count or 1)), grain)
        )
        return Meaning("DURATION", value, base, end, "day", True)
    today = scene.today
    if scene.future or m["time"]:
        if count is None:
            return Meaning("DURATION", value, today, None, "open", True)
        target = (
            today + timedelta(days) if days is not None else calendar.move(today, max(1, round(count)), grain)
        )
        return Meaning("DURATION", value, today, target, "day", True)
    if count is None or grain not in ("hour", "day", "week") or count > 99:
        return Meaning("DURATION", value)
    first = (
        today - timedelta(days)
        if days is not None
        else calendar.move(today, -round(count), grain) + timedelta(1)
    )
    return Meaning("DURATION", value, min(first, today), today, "day", True)


# --- sets -------------------------------------------------------------------------------------------------------

_FREQUENCIES: Final = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "annual": "P1Y", "annually": "P1Y",
    "yearly": "P1Y", "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip


@_rule("set.frequency", r"(?P<w>" + "|".join(_FREQUENCIES) + r")(?!\w)", "SET")
def _frequency(m: Match, scene: Scene) -> Meaning | None:
    if m["w"][0].isupper() and re.match(r"\s+(?-i:[A-Z])", scene.after()):
        return None  # a title: the Daily Telegraph
    if re.search(r"(?-i:[A-Z])\w+\s+$", scene.before()) and m["w"][0].isupper():
        return None
    return Meaning("SET", _FREQUENCIES[m["w"].lower()])


@_rule(
    "set.every",
    rf"(?:every|each)\s+(?:other\s+|single\s+|(?P<n>{NUMBER}|few)\s+)?(?P<u>{UNIT}|{MONTH}|{SEASON}|{PART})(?!\w)",
    "SET",
)
def _every(m: Match, scene: Scene) -> Meaning | None:
    word = m["u"].lower().rstrip(".")
    if re.match(MONTH, m["u"]):
        return Meaning("SET", f"XXXX-{month_number(m['u']):02}")
    if word in SEASONS:
        return Meaning("SET", f"XXXX-{SEASONS[word][0]}")
    if word in PARTS_OF_DAY and word != "night":
        return Meaning("SET", f"XXXX-XX-XXT{PARTS_OF_DAY[word]}")
    return Meaning("SET", _duration(amount(m["n"]) if m["n"] else 1, word))


@_rule(
    "set.per",
    r"(?:a|an|per)\s+(?P<u>second|minute|hour|day|week|month|quarter|year)(?!\w|-|\s+(?:ago|earlier|later|before|after|or|of|from|on|and)\b)",
    "SET",
)
def _per(m: Match, scene: Scene) -> Meaning | None:
    """ "15 a year", "twice a week": a rate where a count or price stands before it."""
    if m[0].lower().startswith("per") or re.search(
        r"(?:\d|\b(?:once|twice|times?|dollars?|euros?|pounds?|cents?|rate|barrels|tons|tonnes|people|percent|cars|visits|shells|rounds|drones|rate of \w+|million|billion|thousand|hundred|"
        + "|".join(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
        + r"))(?:\s+\w+){0,2}\s+$",
        scene.before(48),
    ):
        if not re.search(r"\b(?:for|within|in|after|over|than|about|nearly|almost)\s+$", scene.before()):
            return Meaning("SET", _duration(1, m["u"]))
    return None


# --- lengths ----------------------------------------------------------------------------------------------------


@_rule(
    "duration.hyphen",
    rf"(?:(?:an?|the)\s+(?=\d))?(?P<n>\d{{1,3}}(?:\.\d+)?|{NUMBER}|several|multi|half|single)[-\s]?(?P<u>second|minute|hour|day|week|month|quarter|year|decade|century)(?P<long>-long|-old|-olds)?(?!\w|s\b|['’])(?:\s+(?:period|term|history|era|stretch|span))?",
    "DURATION",
)
def _hyphened(m: Match, scene: Scene) -> Meaning | None:
    if (m["long"] or "").startswith("-old") or re.match(r"[-\s]olds?\b", scene.after()):
        return Meaning("DURATION", _duration(amount(m["n"]), m["u"]))
    if (
        "-" not in m[0]
        and not re.match(r"\s+[a-z]", scene.after())
        and m["n"].lower() not in ("one", "a", "single")
    ):
        return None
    count = 0.5 if m["n"].lower() == "half" else 1 if m["n"].lower() == "single" else amount(m["n"])
    return Meaning("DURATION", _duration(count, m["u"]))


@_rule(
    "duration.count",
    rf"{NEAR}?(?:the\s+)?(?P<n>{NUMBER}|{FUZZY}|half\s+an?)(?:\s*(?:to|-|–|or)\s*(?P<n2>{NUMBER}))?\s+(?:(?:full|whole|straight|consecutive|more|additional|further|long|short|solid|calendar|working|business|trading|successive|of\s+the\s+past)\s+)*(?P<u>{UNIT})(?!\w|-old|\s+old\b)(?:\s+and\s+a\s+half|\s+or\s+so)?",
    "DURATION",
)
def _counted(m: Match, scene: Scene) -> Meaning | None:
    text = m["n"].lower()
    if text in ("a", "an") and not (
        re.match(r"(?!an?\s)", m[0], re.IGNORECASE)
        or re.search(
            r"\b(?:for|in|within|over|after|lasting|lasts?|lasted|takes?|took|spent|spend|of|than|him|them|her|by|half|about)\s+$",
            scene.before(),
            re.IGNORECASE,
        )
    ):
        return None
    if text in ("second", "the second") or (m["u"].lower() in ("second",) and text in ("a", "one")):
        return None
    count = 0.5 if text.startswith("half") else amount(m["n"])
    if count is not None and m[0].lower().endswith("and a half"):
        count += 0.5
    return Meaning("DURATION", _duration(count, m["u"]))


@_rule(
    "duration.vague",
    rf"(?:{NEAR})?(?:(?:for|over|after|in|of|through|within|take|takes|took|spent|last|lasted|lasting)\s+)(?P<x>(?:the\s+)?(?P<u>seconds|minutes|hours|days|weeks|months|years|decades|centuries))(?!\w|\s+(?:ago|earlier|later|before|after|of)\b)",
    "DURATION",
)
def _vague(m: Match, scene: Scene) -> Meaning | None:
    scene.start = m.start("x")
    return Meaning("DURATION", _duration(None, m["u"]))


# --- times of day -----------------------------------------------------------------------------------------------


@_rule("time.clock", rf"{NEAR}?(?P<t>{CLOCK_TIME})(?P<z>{ZONE})?", "TIME")
def _clock(m: Match, scene: Scene) -> Meaning | None:
    minute = _clock_time(m["t"])
    told = scene.told if scene.story and scene.story.grain == "day" else calendar.day(scene.today)
    return Meaning("TIME", f"{told.value}T{minute}", told.start, told.end, "minute", True, None, minute)


@_rule(
    "time.part",
    r"(?:(?:the|early|late|mid|that)[-\s])(?P<p>morning|afternoon|evening)(?!\w)|(?<=at\s)(?P<q>dawn|dusk|night|daybreak)(?!\w)",
    "TIME",
)
def _part(m: Match, scene: Scene) -> Meaning | None:
    told = scene.told if scene.story and scene.story.grain == "day" else calendar.day(scene.today)
    return _at_part(Meaning("DATE", told.value, told.start, told.end, "day", True), m["p"] or m["q"])


# --- references -------------------------------------------------------------------------------------------------

_REFERENCES: Final = {
    "PRESENT_REF": r"now|currently|(?:at\s+)?(?:the\s+)?present(?=[,.;)]|\s+(?:in|at|the)\b)|nowadays|at\s+the\s+moment|the\s+time\s+being|right\s+now|these\s+days",
    "PAST_REF": r"(?:more\s+|most\s+|just\s+)?recently|lately|recent|the\s+past(?=[,.;]|\s+(?:and|that|but|when|has|have|had|to|as|by|with|is|was)\b)",
    "FUTURE_REF": r"(?:very\s+)?(?:soon|shortly)(?!\s+(?:after|before|as|thereafter|enough))|the\s+(?:near\s+|foreseeable\s+)?future(?!\s+of)|the\s+(?:long|short|near|medium)\s+term|in\s+future",
    "PRESENT_REF.current": r"current(?=\s+[a-z])",
}


@_rule(
    "reference",
    "|".join(f"(?P<r{n}>{pattern})" for n, pattern in enumerate(_REFERENCES.values())).join(
        ("(?:", r")(?!\w|-)")
    ),
)
def _references(m: Match, scene: Scene) -> Meaning | None:
    value = next(name for n, name in enumerate(_REFERENCES) if m[f"r{n}"])
    word = m[0].lower()
    if word == "now" and (
        re.match(r"\s+that\b", scene.after())
        or re.search(r"\b(?:days|weeks|months|years|until|by|till|than)\s+$", scene.before())
    ):
        return None
    if value == "FUTURE_REF" and word.endswith(("soon", "shortly")):
        if not scene.clock:
            return Meaning("DATE", value, relative=True)
        return Meaning("DATE", value, scene.today, None, "open", True)
    if value == "PRESENT_REF" and not scene.clock:
        return Meaning("DATE", value, relative=True)
    if value == "PRESENT_REF" and not re.search(r"\b(?:until|by|till|up to|before)\s+$", scene.before()):
        return Meaning("DATE", value, scene.today, scene.today, "day", True)
    return _reference(value.partition(".")[0])


# --- years, last: a bare number of four digits ------------------------------------------------------------------

_NOT_A_YEAR_BEFORE: Final = re.compile(
    r"(?:[$€£#№]\s?|\b(?:No|Nos|Resolution|resolution|about|around|some|nearly|almost|than|over|least|[Ff]light|Route|Highway|Unit|Boeing|Airbus|page|Article|Section|Law|number|total of|[Uu]p to|approximately|[Rr]oughly|article|building|room)\.?\s)$|[\d.,/:-]$|(?-i:[A-Z])-$"
)
_NOT_A_YEAR_AFTER: Final = re.compile(
    r"\s*(?:%|per\s?cent|[°º]|km\b|kg\b|mm\b|m\b|hrs\b|hours?\b|GMT|UTC|miles|meters|metres|feet|tons|tonnes|dollars|euros|people|troops|soldiers|men|women|points|rpm|votes|rounds|shells|tanks|vehicles|servicemen|personnel|prisoners|civilians|refugees|migrants|dead|killed|wounded|others)\b|-(?:strong|foot|meter|metre|mile|kilometre|kilometer|page|seat|pound)"
)


@_rule(
    "date.year",
    rf"(?:(?:the\s+)?{MOD}|the\s+(?=\d))?(?P<y>{YEAR}|['’]\d\d(?=[,.;\s]))(?:\s+period)?(?!\w|['’]\w{{2}}|-\w+\s+(?:missile|rifle))",
)
def _year(m: Match, scene: Scene) -> Meaning | None:
    text = m["y"]
    if text[0] in "'’":
        if not re.search(r"\b(?:in|of|since|until|October|by)\s+$", scene.before()):
            return None
        return _dated(calendar.year(1900 + int(text[1:])), m, scene)
    if text.isdigit():
        if _NOT_A_YEAR_BEFORE.search(scene.before()) or _NOT_A_YEAR_AFTER.match(scene.after()):
            return None
        if (
            m[0].lower().startswith("the ")
            and not m["mod"]
            and not m[0].endswith("period")
            and not re.match(r"\s+[a-z]", scene.after())
        ):
            return None
        if re.search(r"\bfrom\s+$", scene.before()) and re.match(r"\s+to\s+\d{3,6}\s+[a-z]", scene.after()):
            return None  # "from 1000 to 5000 men"
    return _dated(calendar.year(year_number(text)), m, scene)


# --- scanning ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def scanner() -> re.Pattern[str]:
    """All patterns as one alternation, to find where an expression may begin."""
    parts = []
    for rule in RULES:
        bare = re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern)
        parts.append(bare)
    return re.compile(
        r"(?<![\w$€£])(?:" + "|".join(f"({_unbacked(part)})" for part in parts) + ")", re.IGNORECASE
    )


def _unbacked(pattern: str) -> str:
    return pattern.replace("(?P=sep)", "[./]")


def read_rule(rule: Rule, m: Match, scene: Scene) -> Meaning | None:
    """Read a match; in an undated document relative words keep their kind and stay unread."""
    try:
        return rule.read(m, scene)
    except UndatedError:
        return Meaning(rule.kind, UNREAD, relative=True)


def match_at(scene: Scene, position: int) -> tuple[Rule, Meaning, int] | None:
    """Read the expression that begins at a place inside another: the rule, its meaning and its end."""
    kept = scene.start, scene.end
    try:
        for rule in RULES:
            m = rule.pattern.match(scene.text, position)
            if m is None:
                continue
            scene.start, scene.end = m.span()
            meaning = read_rule(rule, m, scene)
            if meaning is not None:
                return rule, meaning, scene.end
    finally:
        scene.start, scene.end = kept
    return None
